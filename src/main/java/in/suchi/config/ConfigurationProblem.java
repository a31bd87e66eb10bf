package in.suchi.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A configuration file the hub cannot work with: names the file, the key, the value and the remedy, and stops the
 * start. Values of keys that hold secrets are not shown.
 */
public final class ConfigurationProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern SECRET = Pattern.compile("passw|secret|token|pin$|authkey|api-?key|authorization");
    private static final int SHOWN = 80;

    private final String file;
    private final String key;
    private final String remedy;

    public ConfigurationProblem(Path file, String key, String value, String remedy) {
        super("%s: %s%s: %s".formatted(file, key, shown(key, value), remedy));
        this.file = file.toString();
        this.key = key;
        this.remedy = remedy;
    }

    public String file() {
        return file;
    }

    public String key() {
        return key;
    }

    public String remedy() {
        return remedy;
    }

    private static String shown(String key, String value) {
        if (value == null) {
            return " is missing";
        }
        if (SECRET.matcher(key.toLowerCase(Locale.ROOT)).find()) {
            return " has a value (not shown)";
        }
        String oneLine = value.replaceAll("\\s+", " ").strip();
        return " is \"" + (oneLine.length() <= SHOWN ? oneLine : oneLine.substring(0, SHOWN) + "…") + "\"";
    }
}
