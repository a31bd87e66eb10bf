package in.suchi.session;

import java.util.List;

/** The whole of {@code sessions.yaml}. */
record SessionRules(List<SessionRule> rules) {

    SessionRules {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }
}
