package in.suchi.faults.peers;

import in.suchi.sandbox.SftpPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** The registry's or the districts' SFTP server. Arguments: port, folder of its key, password, then login=folder for each login. */
public final class SftpServerPeer {

    private SftpServerPeer() {}

    public static void main(String[] arguments) throws Exception {
        Path keys = Path.of(arguments[1]);
        SftpPeer[] server = {open(arguments, keys)};
        ChildJvm.serve((command, words) -> {
            switch (command) {
                case "key" -> {
                    return server[0].knownHostsLine();
                }
                case "refuse-logins" -> server[0].refuseLogins(on(words));
                case "read-only" -> server[0].readOnly(on(words));
                case "delay" -> server[0].delay(Duration.ofMillis(Long.parseLong(words[1])));
                case "fail-writes-after" -> server[0].failWritesAfter(Long.parseLong(words[1]));
                case "stop" -> server[0].stop();
                case "start" -> server[0].start();
                case "other-key" -> {
                    server[0].stop();
                    server[0] = open(arguments, on(words) ? Files.createTempDirectory("other-key") : keys);
                }
                default -> throw new IllegalArgumentException(command);
            }
            return "done";
        });
    }

    private static SftpPeer open(String[] arguments, Path keys) {
        SftpPeer server = new SftpPeer(keys, Integer.parseInt(arguments[0]));
        Arrays.stream(arguments)
                .skip(3)
                .map(login -> login.split("=", 2))
                .forEach(login -> server.login(login[0], arguments[2], Path.of(login[1])));
        return server.start();
    }

    private static boolean on(String[] words) {
        return words[1].equals("on");
    }
}
