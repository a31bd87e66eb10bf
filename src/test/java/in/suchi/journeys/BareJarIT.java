package in.suchi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BareJarIT {

    @TempDir
    Path folder;

    @Test
    void withoutAProfileTheJarRefusesToServeAndSaysWhatToDo() throws Exception {
        Path log = folder.resolve("bare.log");

        int status = HubJar.run(log, 2);

        assertThat(status).isEqualTo(1);
        assertThat(Files.readString(log))
                .contains("exactly one of the profiles")
                .contains("--spring.profiles.active=pilot")
                .doesNotContain("\tat ");
    }
}
