package in.suchi.sandbox;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** What can be wrong with an {@link SftpPeer} at the moment; every switch works on connections already open. */
final class SftpFaults implements SftpFileSystemAccessor, SftpEventListener {
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final AtomicLong bytesLeft = new AtomicLong(NO_LIMIT);
    private volatile boolean refuseLogins;
    private volatile boolean readOnly;
    private volatile Duration delay = Duration.ZERO;

    void refuseLogins(boolean on) {
        refuseLogins = on;
    }

    boolean refusesLogins() {
        return refuseLogins;
    }

    void readOnly(boolean on) {
        readOnly = on;
    }

    void delay(Duration each) {
        delay = each;
    }

    void failWritesAfter(long bytes) {
        bytesLeft.set(bytes < 0 ? NO_LIMIT : bytes);
    }

    @Override
    public void received(ServerSession session, int type, int id) throws IOException {
        var wait = delay;
        if (wait.isZero()) {
            return;
        }
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while delaying an answer", e);
        }
    }

    @Override
    public void writing(
            ServerSession session,
            String remoteHandle,
            FileHandle localHandle,
            long offset,
            byte[] data,
            int dataOffset,
            int dataLen)
            throws IOException {
        if (bytesLeft.get() == NO_LIMIT) {
            return;
        }
        if (bytesLeft.addAndGet(-dataLen) < 0) {
            throw new FileSystemException(String.valueOf(localHandle.getFile().getFileName()), null, "disk full");
        }
    }

    @Override
    public void linking(ServerSession session, Path source, Path target, boolean symLink) throws IOException {
        // A link could lead out of the login's folder.
        throw new AccessDeniedException(String.valueOf(source.getFileName()), null, "links are not allowed");
    }

    @Override
    public SeekableByteChannel openFile(
            SftpSubsystemProxy subsystem,
            FileHandle fileHandle,
            Path file,
            String handle,
            Set<? extends OpenOption> options,
            FileAttribute<?>... attrs)
            throws IOException {
        if (options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND)) {
            checkWritable(file);
        }
        return SftpFileSystemAccessor.super.openFile(subsystem, fileHandle, file, handle, options, attrs);
    }

    @Override
    public void createDirectory(SftpSubsystemProxy subsystem, Path path) throws IOException {
        checkWritable(path);
        SftpFileSystemAccessor.super.createDirectory(subsystem, path);
    }

    @Override
    public void renameFile(SftpSubsystemProxy subsystem, Path oldPath, Path newPath, Collection<CopyOption> options)
            throws IOException {
        checkWritable(oldPath);
        SftpFileSystemAccessor.super.renameFile(subsystem, oldPath, newPath, options);
    }

    @Override
    public void removeFile(SftpSubsystemProxy subsystem, Path path, boolean isDirectory) throws IOException {
        checkWritable(path);
        SftpFileSystemAccessor.super.removeFile(subsystem, path, isDirectory);
    }

    private void checkWritable(Path path) throws IOException {
        if (readOnly) {
            throw new AccessDeniedException(String.valueOf(path.getFileName()), null, "this server is read-only now");
        }
    }
}
