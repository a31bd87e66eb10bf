package in.suchi.faults.agent;

/** The hub's SQL as a {@link BrokenBuild} has it. */
public final class BrokenStatements {

    private BrokenStatements() {}

    public static String of(String statement) {
        String changed = HubAgent.build.sql(statement);
        if (!changed.equals(statement)) {
            System.out.println("BROKEN BUILD: a statement was changed");
        }
        return changed;
    }
}
