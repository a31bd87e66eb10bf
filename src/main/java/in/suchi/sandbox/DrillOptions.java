package in.suchi.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a drill is asked to do. Kept beside the peers' folders, so that they can be compared again later.
 *
 * @param people to generate
 * @param seed the same seed, the same people
 * @param days session days in the plan; 0: as config/sessions.yaml has it
 * @param capacity people a session; 0: as config/sessions.yaml has it
 * @param gatewayErrors share of submits at which the gateway fails: a third are not taken, a third are taken and cut off before the
 *     answer, a third are taken and answered with an error
 * @param districtsDown districts whose server is away until a day after the first rosters are owed
 */
record DrillOptions(int people, long seed, int days, int capacity, double gatewayErrors, List<String> districtsDown) {

    private static final String FILE = "drill.yaml";
    private static final YAMLMapper YAML =
            YAMLMapper.builder().addModule(new JavaTimeModule()).build();

    DrillOptions {
        if (people < 1 || days < 0 || capacity < 0 || gatewayErrors < 0 || gatewayErrors > 0.5) {
            throw new IllegalArgumentException("people: 1 or more; days and capacity: 0 or more;"
                    + " gateway errors: 0 to 50%, since the drill must come to its end");
        }
        districtsDown = districtsDown == null ? List.of() : List.copyOf(districtsDown);
    }

    static DrillOptions ordinary(int people, long seed) {
        return new DrillOptions(people, seed, 0, 0, 0, List.of());
    }

    void write(Path folder) {
        try {
            YAML.writeValue(folder.resolve(FILE).toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException when no drill was kept there */
    static DrillOptions read(Path folder) {
        try {
            return YAML.readValue(Files.readString(folder.resolve(FILE)), DrillOptions.class);
        } catch (NoSuchFileException | JsonProcessingException e) {
            throw new IllegalArgumentException(
                    folder + " holds no drill: name a folder that drill --keep has filled", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
