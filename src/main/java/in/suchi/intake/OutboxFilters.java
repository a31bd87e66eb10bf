package in.suchi.intake;

import java.time.Duration;
import java.time.Instant;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which files in the registry's outbox a route looks at: those that stand still and that the ledger does not know
 * yet, or those it has settled. */
@Configuration(proxyBeanMethods = false)
class OutboxFilters {

    @Bean
    GenericFileFilter<SftpRemoteFile> newExtracts(Extracts extracts, RegistrySettings settings) {
        StillFiles still = new StillFiles(Duration.ofMillis(settings.still()), System::nanoTime);
        return file -> isExtract(file)
                && standing(extracts, file) == Extracts.Standing.NEW
                && still.contains(file.getFileNameOnly(), file.getFileLength(), file.getLastModified())
                && extracts.hasRoom();
    }

    @Bean
    GenericFileFilter<SftpRemoteFile> settledExtracts(Extracts extracts) {
        return file -> isExtract(file)
                && switch (standing(extracts, file)) {
                    case LOADED, FAILED -> true;
                    case NEW, UNDER_WAY -> false;
                };
    }

    private static boolean isExtract(GenericFile<SftpRemoteFile> file) {
        return !file.isDirectory() && ExtractName.isExtract(file.getFileNameOnly());
    }

    private static Extracts.Standing standing(Extracts extracts, GenericFile<SftpRemoteFile> file) {
        return extracts.standingOf(
                file.getFileNameOnly(), file.getFileLength(), Instant.ofEpochMilli(file.getLastModified()));
    }
}
