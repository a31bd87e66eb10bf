package in.suchi.district;

import static in.suchi.config.InvalidValue.required;
import static in.suchi.district.EndpointValues.blankIsNull;
import static in.suchi.district.EndpointValues.matching;

import com.fasterxml.jackson.annotation.JsonProperty;
import in.suchi.config.InvalidValue;
import in.suchi.list.ListFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An SFTP folder.
 *
 * @param knownHosts file that pins the server's key; an unknown or changed key is refused
 * @param folder relative to the login's folder; {@code <site_code>} stands for the session's site
 * @param createFolder whether a missing folder is made: by default only below a folder that names the site, since a
 *     misspelt folder must not be filled in silence
 * @param formats files of each list; csv always
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
        Set<ListFormat> formats,
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

    private static final Pattern RELATIVE = Pattern.compile("(?!.*\\.\\.)[\\p{Alnum}._<>-][\\p{Alnum}._<>/-]*");

    public SftpEndpoint {
        EndpointValues.id(id);
        audience = audience == null ? Audience.DISTRICT : audience;
        EndpointValues.host(host);
        port = EndpointValues.port(port, 22);
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
        formats = EndpointValues.formats(formats);
        if (!formats.contains(ListFormat.CSV)) {
            throw new InvalidValue("formats", formats, "keep csv among them: the index names the CSV files");
        }
        gets = EndpointValues.gets(gets);
        sites = EndpointValues.sites(sites);
        ackFolder = ackFolder == null || ackFolder.isBlank() ? "ack" : ackFolder.replaceAll("/+$", "");
        matching("ack-folder", ackFolder, RELATIVE, "write a folder relative to the login's, without ..");
        attendanceFolder = attendanceFolder == null || attendanceFolder.isBlank()
                ? "attendance"
                : attendanceFolder.replaceAll("/+$", "");
        matching("attendance-folder", attendanceFolder, RELATIVE, "write a folder relative to the login's, without ..");
        timeout = EndpointValues.timeout(timeout);
    }

    @Override
    public Set<String> templates() {
        Set<String> templates = new LinkedHashSet<>(List.of("put-list", "put-files"));
        if (ack) {
            templates.add("take-acknowledgement");
        }
        if (attendance) {
            templates.addAll(List.of("take-attendance", "return-attendance-rejects"));
        }
        return templates;
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("host", host);
        parameters.put("port", port);
        parameters.put("user", user);
        parameters.put("knownHosts", knownHosts);
        parameters.put("createFolder", createFolder);
        parameters.put("ackFolder", ackFolder);
        parameters.put("attendanceFolder", attendanceFolder);
        parameters.put("timeout", timeout.toMillis());
        if (password != null) {
            parameters.put("password", "#bean:password-" + id);
        }
        if (privateKey != null) {
            parameters.put("privateKey", privateKey);
        }
        if (passphrase != null) {
            parameters.put("passphrase", "#bean:passphrase-" + id);
        }
        return parameters;
    }

    @Override
    public Map<String, Object> beans() {
        Map<String, Object> secrets = new HashMap<>();
        if (password != null) {
            secrets.put("password", password);
        }
        if (passphrase != null) {
            secrets.put("passphrase", passphrase);
        }
        return secrets;
    }

    @Override
    public Map<String, String> files() {
        return privateKey == null
                ? Map.of("known-hosts", knownHosts)
                : Map.of("known-hosts", knownHosts, "private-key", privateKey);
    }

    /** A site's folder holds its own lists only. */
    @Override
    public boolean keepsIndex() {
        return audience == Audience.DISTRICT && gets.contains(Content.ROSTERS);
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
