package in.suchi.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A configuration file the hub cannot work with: names the file, the line where it is known, the key, the value and the
 * remedy, and stops the start. Values of keys that hold secrets are not shown.
 */
public final class ConfigurationProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern SECRET =
            Pattern.compile("passw|passphrase|secret|token|pin$|authkey|api-?key|authorization");
    private static final int SHOWN = 80;
    private static final String HIDDEN = "(not shown)";

    private final String file;
    private final Integer line;
    private final String key;
    private final String value;
    private final String remedy;

    public ConfigurationProblem(Path file, String key, String value, String remedy) {
        this(file, null, key, value, remedy);
    }

    /** @param line in the file, the first being 1; null where none is known */
    public ConfigurationProblem(Path file, Integer line, String key, String value, String remedy) {
        super("%s: %s%s%s: %s"
                .formatted(file, line == null ? "" : "line " + line + ", ", key, said(key, value), remedy));
        this.file = file.toString();
        this.line = line;
        this.key = key;
        this.value = shown(key, value);
        this.remedy = remedy;
    }

    /** A problem of a YAML file, with the line of its key. */
    public static ConfigurationProblem inYaml(Path file, String key, String value, String remedy) {
        return new ConfigurationProblem(file, YamlLines.lineOf(file, key), key, value, remedy);
    }

    public String file() {
        return file;
    }

    /** Null where none is known. */
    public Integer line() {
        return line;
    }

    public String key() {
        return key;
    }

    /** As it may be shown: on one line, not too long, and never a secret; null when there is none. */
    public String value() {
        return value;
    }

    public String remedy() {
        return remedy;
    }

    /** The value as it may be shown: on one line, not too long, and never a secret. */
    static String shown(String key, String value) {
        if (value == null) {
            return null;
        }
        if (SECRET.matcher(key.toLowerCase(Locale.ROOT)).find()) {
            return HIDDEN;
        }
        String oneLine = value.replaceAll("\\s+", " ").strip();
        return oneLine.length() <= SHOWN ? oneLine : oneLine.substring(0, SHOWN) + "…";
    }

    private static String said(String key, String value) {
        String shown = shown(key, value);
        if (shown == null) {
            return " is missing";
        }
        return shown.equals(HIDDEN) ? " has a value " + HIDDEN : " is \"" + shown + "\"";
    }
}
