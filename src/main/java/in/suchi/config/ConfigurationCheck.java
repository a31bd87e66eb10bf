package in.suchi.config;

/**
 * Looks at one part of the configuration, file by file, without changing anything. Each package checks what it reads,
 * with the same code that reads it at the start.
 */
public interface ConfigurationCheck {

    /** Notes what is wrong or strange; throws nothing for it. */
    void check(CheckRun run);

    /** Whether what it looks at can be read anew without a restart. */
    default boolean reloadable() {
        return false;
    }
}
