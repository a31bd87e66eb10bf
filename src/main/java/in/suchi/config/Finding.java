package in.suchi.config;

/**
 * One thing that {@code check} found in the configuration.
 *
 * @param line the first being 1; null where none is known
 * @param value as it may be shown; null when there is none, or none to show
 * @param remedy what to do
 */
public record Finding(Severity severity, String file, Integer line, String key, String value, String remedy) {

    /** An error would stop the start or harm somebody; a warning wants a look. */
    public enum Severity {
        ERROR,
        WARNING;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Finding error(ConfigurationProblem problem) {
        return new Finding(
                Severity.ERROR, problem.file(), problem.line(), problem.key(), problem.value(), problem.remedy());
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** As compilers write it, so that editors can jump there. */
    @Override
    public String toString() {
        return "%s: %s: %s%s: %s"
                .formatted(
                        line == null ? file : file + ":" + line,
                        severity,
                        key,
                        value == null ? "" : " = \"" + value + "\"",
                        remedy);
    }
}
