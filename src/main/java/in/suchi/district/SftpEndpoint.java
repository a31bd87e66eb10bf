package in.suchi.district;

import static in.suchi.config.InvalidValue.present;
import static in.suchi.config.InvalidValue.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import in.suchi.config.InvalidValue;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An SFTP folder.
 *
 * @param knownHosts file that pins the server's key; an unknown or changed key is refused
 * @param folder relative to the login's folder; {@code <site_code>} stands for the session's site
 * @param createFolder whether a missing folder is made: by default only below a folder that names the site, since a
 *     misspelt folder must not be filled in silence
 * @param ack whether {@code <file>.ack} is awaited in {@code ackFolder}
 * @param attendance whether {@code attendance-*.csv} in {@code attendanceFolder} are taken as reports of the sites
 * @param readBack whether each file is fetched again and compared
 * @param timeout for connecting and for each answer
 */
public record SftpEndpoint(
        String id,
        @JsonProperty("for") Audience audience,
        String host,
        Integer port,
        String user,
        String password,
        String privateKey,
        String passphrase,
        String knownHosts,
        String folder,
        Boolean createFolder,
        Set<Content> gets,
        Set<String> sites,
        boolean ack,
        String ackFolder,
        boolean attendance,
        String attendanceFolder,
        boolean readBack,
        Duration timeout)
        implements Endpoint {

    /** Stands for the session's site in {@code folder}. */
    static final String SITE = "<site_code>";

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+\\]");
    private static final Pattern RELATIVE = Pattern.compile("(?!.*\\.\\.)[\\p{Alnum}._<>-][\\p{Alnum}._<>/-]*");
    private static final int HIGHEST_PORT = 65_535;

    public SftpEndpoint {
        required("id", id, "give the endpoint an id, e.g. patna-sftp");
        matching("id", id, ID, "use lower-case letters, digits and hyphens, e.g. patna-sftp");
        audience = audience == null ? Audience.DISTRICT : audience;
        required("host", host, "name the server, e.g. sftp.patna.example.in");
        matching("host", host, HOST, "write a host name or address without port and path");
        port = port == null ? Integer.valueOf(22) : port;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new InvalidValue("port", port, "write a port between 1 and 65535");
        }
        required("user", user, "name the login");
        password = blankIsNull(password);
        privateKey = blankIsNull(privateKey);
        passphrase = blankIsNull(passphrase);
        if (password == null && privateKey == null) {
            throw new InvalidValue(
                    "password",
                    null,
                    "give a password (as ${SUCHI_…} from the environment) or the path of a private-key");
        }
        required("known-hosts", knownHosts, "name the known_hosts file that pins the server's key");
        folder = folder == null || folder.isBlank() ? "." : folder.replaceAll("/+$", "");
        matching(
                "folder",
                folder,
                RELATIVE,
                "write a folder relative to the login's, without .. and without / in front");
        createFolder = createFolder == null ? folder.contains(SITE) : createFolder;
        gets = gets == null || gets.isEmpty() ? EnumSet.allOf(Content.class) : Set.copyOf(gets);
        sites = sites == null ? Set.of() : Set.copyOf(sites);
        ackFolder = ackFolder == null || ackFolder.isBlank() ? "ack" : ackFolder.replaceAll("/+$", "");
        matching("ack-folder", ackFolder, RELATIVE, "write a folder relative to the login's, without ..");
        attendanceFolder = attendanceFolder == null || attendanceFolder.isBlank()
                ? "attendance"
                : attendanceFolder.replaceAll("/+$", "");
        matching("attendance-folder", attendanceFolder, RELATIVE, "write a folder relative to the login's, without ..");
        timeout = timeout == null ? Duration.ofSeconds(30) : timeout;
        present("timeout", timeout, "write a duration such as 30s");
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofMinutes(2)) > 0) {
            throw new InvalidValue("timeout", timeout, "write a duration between 1ms and 2m, e.g. 30s");
        }
    }

    private static void matching(String key, String value, Pattern pattern, String remedy) {
        if (!pattern.matcher(value).matches()) {
            throw new InvalidValue(key, value, remedy);
        }
    }

    private static String blankIsNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** The folder of this site's files, with a slash behind it; empty where files lie in the login's folder. */
    String folderOf(String siteCode) {
        return folder.equals(".") ? "" : folder.replace(SITE, siteCode) + "/";
    }

    /** Without password and passphrase. */
    @Override
    public String toString() {
        return "SftpEndpoint[" + id + ", " + user + "@" + host + ":" + port + "/" + folder + "]";
    }
}
