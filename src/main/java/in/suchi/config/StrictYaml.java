package in.suchi.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.convert.DurationStyle;

/**
 * Reads one YAML file into a record whose constructor checks its values. Keys are kebab-case; unknown and repeated keys
 * are refused; durations are written {@code 5s}, {@code 10m}, {@code 2h}. Texts may hold {@code ${name}} or
 * {@code ${name:default}}, resolved by the caller (environment, properties), so that no secret is written in a file.
 */
public final class StrictYaml {
    private static final ObjectMapper YAML = YAMLMapper.builder(new YAMLFactory())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader()))
            .build();

    private StrictYaml() {}

    /**
     * @param placeholders gives the value of a placeholder's name, or null when it has none
     * @throws ConfigurationProblem for whatever is wrong in the file, with place and remedy
     */
    public static <T> T read(Path file, Class<T> type, Function<String, String> placeholders) {
        return read(file, type, new Placeholders(file, placeholders, true));
    }

    /** As {@link #read}, but a placeholder without value and default stays as it is written. */
    public static <T> T readUnresolved(Path file, Class<T> type, Function<String, String> placeholders) {
        return read(file, type, new Placeholders(file, placeholders, false));
    }

    private static <T> T read(Path file, Class<T> type, Placeholders placeholders) {
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            if (tree == null || !tree.isObject()) {
                throw new ConfigurationProblem(file, "the file", null, "write keys and values (YAML) into it");
            }
            UnknownKeys.refuse(file, tree, type);
            return YAML.treeToValue(placeholders.resolve(tree), type);
        } catch (InvalidFormatException e) {
            throw ConfigurationProblem.inYaml(file, place(e), String.valueOf(e.getValue()), expected(e));
        } catch (JsonMappingException e) {
            throw problem(file, e);
        } catch (JsonProcessingException e) {
            throw new ConfigurationProblem(
                    file,
                    e.getLocation() == null ? null : e.getLocation().getLineNr(),
                    "what the YAML reader says",
                    firstLine(e.getOriginalMessage()),
                    "see the line, and those above it: indentation, colons, quotes, a key that stands twice");
        } catch (CharacterCodingException e) {
            throw new ConfigurationProblem(file, "the file", null, "save it as UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: check that it is there and readable", e);
        }
    }

    private static ConfigurationProblem problem(Path file, JsonMappingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue invalid) {
                String parent = place(e);
                String key = parent.isEmpty()
                        ? invalid.key()
                        : parent.endsWith("." + invalid.key()) ? parent : parent + "." + invalid.key();
                return ConfigurationProblem.inYaml(file, key, invalid.value(), invalid.remedy());
            }
        }
        return ConfigurationProblem.inYaml(
                file, place(e).isEmpty() ? "the file" : place(e), "", firstLine(e.getOriginalMessage()));
    }

    private static String expected(InvalidFormatException e) {
        Class<?> target = e.getTargetType();
        if (target.isEnum()) {
            return "write one of "
                    + Arrays.stream(target.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (target == Pattern.class) {
            return "write a regular expression";
        }
        return target == Duration.class
                ? "write a duration such as 5s, 10m or 2h"
                : "write a value of type " + target.getSimpleName();
    }

    private static String place(JsonMappingException e) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() != null) {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            } else {
                place.append('[').append(step.getIndex() + 1).append(']');
            }
        }
        return place.toString();
    }

    private static String firstLine(String message) {
        return message == null ? "correct it" : message.lines().findFirst().orElse("correct it");
    }

    private static final class DurationReader extends StdScalarDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString();
            try {
                return DurationStyle.detectAndParse(text);
            } catch (IllegalArgumentException e) {
                throw InvalidFormatException.from(parser, "not a duration", text, Duration.class);
            }
        }
    }
}
