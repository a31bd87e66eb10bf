package in.suchi.district;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes away what an interrupted upload left at an endpoint under a temporary name. The same revision's next try overwrites it; an
 * older revision has no next try, and its part would lie there for ever.
 */
@Component("partFiles")
public class PartFiles {

    private static final Logger LOG = LoggerFactory.getLogger(PartFiles.class);
    /** As in {@code tempFileName} of the route. */
    private static final String PART = ".part";

    private final JdbcClient jdbc;
    private final DistrictEndpoints endpoints;

    PartFiles(JdbcClient jdbc, DistrictEndpoints endpoints) {
        this.jdbc = jdbc;
        this.endpoints = endpoints;
    }

    /**
     * Looks only where an older revision was begun and never accepted. That something could not be removed is no failure of this push.
     *
     * @param delivery whose files were put there just now; null: an index, which has no revisions
     */
    public void removeOlder(String endpointId, Delivery delivery, List<PushFile> files) {
        if (delivery == null || files.isEmpty()) {
            return;
        }
        ClaimedPush push = delivery.push();
        List<Integer> older = jdbc.sql("""
                        select revision from push where kind = ? and session_id = ? and endpoint = ? and revision < ?
                          and tries > 0 and state <> 'accepted'""")
                .params(push.kind(), push.sessionId(), endpointId, push.revision())
                .query(Integer.class)
                .list();
        if (older.isEmpty() || !(endpoints.find(endpointId).orElseThrow().endpoint() instanceof SftpEndpoint sftp)) {
            return;
        }
        try {
            Session session = ReadBack.login(sftp);
            try {
                ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
                channel.connect((int) sftp.timeout().toMillis());
                for (int revision : older) {
                    for (PushFile file : files) {
                        remove(
                                channel,
                                file.name().replace("-r" + push.revision() + ".", "-r" + revision + ".") + PART);
                    }
                }
            } finally {
                session.disconnect();
            }
        } catch (JSchException e) {
            LOG.info("parts of older revisions could not be looked for at {}: {}", endpointId, e.getMessage());
        }
    }

    private static void remove(ChannelSftp channel, String name) {
        try {
            channel.rm(name);
        } catch (SftpException e) {
            LOG.debug("{} is not there, as it mostly is", name);
        }
    }
}
