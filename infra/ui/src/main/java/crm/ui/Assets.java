package crm.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Where the static files are: one address prefix that holds a hash of all of them, so that browsers may keep a file for
 * ever and modules and styles find one another by relative addresses.
 */
public record Assets(String prefix) {

    /** The folder of the static files in this jar. */
    static final String FOLDER = "META-INF/resources/assets/";

    /** The files of this jar, hashed. */
    static Assets ofThisJar() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var files = new PathMatchingResourcePatternResolver().getResources("classpath*:" + FOLDER + "**/*.*");
            Arrays.sort(files, Comparator.comparing(Assets::address));
            for (var file : files) {
                digest.update(file.getContentAsByteArray());
            }
            return new Assets("/assets/v-" + HexFormat.of().formatHex(digest.digest(), 0, 6));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address(Resource file) {
        try {
            return file.getURL().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a file, given by its name below the folder: {@code css/crm.css}. */
    public String of(String file) {
        return prefix + "/" + file;
    }

    /** The address of an icon in the sprite. */
    public String icon(String name) {
        return prefix + "/icons.svg#" + name;
    }
}
