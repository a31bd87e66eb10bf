package in.suchi.district;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Fetches what lies at an endpoint under the final names and compares it with what was sent, byte for byte. */
@Component("readBack")
public class ReadBack {

    private final DistrictEndpoints endpoints;

    ReadBack(DistrictEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * Does nothing where the endpoint does not ask for it; fails when a file is missing or differs.
     *
     * @param files as they were sent
     */
    public void compare(String endpointId, List<PushFile> files) throws JSchException, SftpException {
        if (endpoints.find(endpointId).orElseThrow().endpoint() instanceof SftpEndpoint sftp && sftp.readBack()) {
            Session session = login(sftp);
            try {
                ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
                channel.connect((int) sftp.timeout().toMillis());
                for (PushFile file : files) {
                    compare(channel, file);
                }
            } finally {
                session.disconnect();
            }
        }
    }

    static Session login(SftpEndpoint sftp) throws JSchException {
        JSch jsch = new JSch();
        jsch.setKnownHosts(sftp.knownHosts());
        if (sftp.privateKey() != null) {
            jsch.addIdentity(sftp.privateKey(), sftp.passphrase());
        }
        Session session = jsch.getSession(sftp.user(), sftp.host(), sftp.port());
        session.setPassword(sftp.password());
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setTimeout((int) sftp.timeout().toMillis());
        session.connect((int) sftp.timeout().toMillis());
        return session;
    }

    private static void compare(ChannelSftp channel, PushFile file) throws SftpException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream(file.content().length);
        channel.get(file.name(), stored);
        if (!Arrays.equals(file.content(), stored.toByteArray())) {
            throw new PushFailure.StoredDifferently(file.onlyName());
        }
    }
}
