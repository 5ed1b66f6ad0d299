package crm.testing;

import crm.events.CrmEvent;
import crm.events.EmployeeDismissed;
import crm.events.EmployeeHired;
import crm.events.EmployeeRehired;
import crm.events.Topics;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** An employee of one test who is taken on, dismissed and taken on again, as the directory would tell it. */
public final class Leaver {
    private final String id = UUID.randomUUID().toString();
    private final String dismissal = UUID.randomUUID().toString();
    private int sequence;

    private Leaver() {}

    public static Leaver hired(String... roles) {
        Leaver leaver = new Leaver();
        leaver.say(new EmployeeHired(
                "Пётр Уходящий",
                leaver.id,
                leaver.id + "@crm.example",
                null,
                null,
                "Europe/Moscow",
                List.of(roles.length == 0 ? new String[] {"sales-manager"} : roles),
                null));
        return leaver;
    }

    private void say(CrmEvent event) {
        sequence++;
        Stack.running().journal().say(Topics.DIRECTORY, "employee/" + id, sequence, event);
    }

    public String id() {
        return id;
    }

    public String dismissal() {
        return dismissal;
    }

    public void isDismissedBy(User by) {
        say(new EmployeeDismissed(dismissal, by.id()));
    }

    public void isBack() {
        say(new EmployeeRehired());
    }

    /** With a token he got at a time. */
    public Caller caller(int port, Instant loggedIn) {
        return Caller.anonymous(port)
                .with(
                        "Authorization",
                        "Bearer "
                                + Stack.running()
                                        .tokens()
                                        .with(
                                                User.MANAGER1,
                                                claims -> claims.subject(id).issueTime(Date.from(loggedIn))));
    }

    public Caller caller(int port) {
        return caller(port, Instant.now());
    }
}
