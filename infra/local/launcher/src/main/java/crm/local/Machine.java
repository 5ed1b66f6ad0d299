package crm.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** What this machine has to give: ports and memory. */
final class Machine {

    private static final Path MEMORY = Path.of("/proc/meminfo");

    private Machine() {}

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says which port is taken, for which part, and the way out. */
    static void requireFree(List<Part> parts, int offset) {
        for (Part part : parts) {
            for (int port : part.ports()) {
                if (!isFree(port)) {
                    throw new Trouble(
                            "Port %d, which %s needs, is taken by another program. End that program, or take other ports: CRM_PORT_OFFSET=%d ./crm up"
                                    .formatted(port, part.name(), offset + 1000));
                }
            }
        }
    }

    /** Says how much memory is missing for these parts. */
    static void requireMemory(List<Part> parts) {
        int needed = parts.stream().mapToInt(Part::megabytes).sum();
        availableMegabytes().ifPresent(available -> requireMemory(needed, available));
    }

    static void requireMemory(int needed, long available) {
        if (needed > available) {
            throw new Trouble(
                    "About %d MB of memory are needed and %d MB are free. Close other programs, or start less: ./crm up --only NAME,…, or try all the same: ./crm up --force"
                            .formatted(needed, available));
        }
    }

    private static OptionalLong availableMegabytes() {
        try {
            return Files.readAllLines(MEMORY).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Resident memory of a process, in MB. */
    static OptionalLong megabytesOf(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
