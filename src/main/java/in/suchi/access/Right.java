package in.suchi.access;

import static in.suchi.access.Role.ADMINISTRATOR;
import static in.suchi.access.Role.AUDITOR;
import static in.suchi.access.Role.DISTRICT_OFFICER;
import static in.suchi.access.Role.SITE_IN_CHARGE;
import static in.suchi.access.Role.STATE_OPERATOR;
import static in.suchi.access.Role.VIEWER;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What may be done, and by whom: the matrix of access, in one place. Each page and each address of the API names the right it needs
 * by {@link Allow}. A district officer and a site in charge use theirs within their own district or site only; that is seen to where
 * the data are read.
 */
public enum Right {
    /** Their own login: password, language. */
    OWN_LOGIN(Role.values()),
    /** Counts, balances, alarms; nobody's name. */
    SEE_COUNTS(ADMINISTRATOR, STATE_OPERATOR, DISTRICT_OFFICER, VIEWER, AUDITOR),
    /** Sessions with their rosters, pushes and call sheets: names, and mobiles where they are shown. */
    SEE_LISTS(ADMINISTRATOR, STATE_OPERATOR, DISTRICT_OFFICER, SITE_IN_CHARGE, AUDITOR),
    /** Type in what a telephone call brought. */
    RECORD_CALLS(ADMINISTRATOR, STATE_OPERATOR, DISTRICT_OFFICER, SITE_IN_CHARGE),
    /** Hand in who came. */
    RECORD_ATTENDANCE(ADMINISTRATOR, STATE_OPERATOR, DISTRICT_OFFICER),
    /** Push a list once more. */
    PUSH_AGAIN(ADMINISTRATOR, STATE_OPERATOR, DISTRICT_OFFICER),
    SEE_PEOPLE(ADMINISTRATOR, STATE_OPERATOR, DISTRICT_OFFICER, AUDITOR),
    /** Move, withdraw, correct, resend. */
    CHANGE_PEOPLE(ADMINISTRATOR, STATE_OPERATOR, DISTRICT_OFFICER),
    SEE_HELD(ADMINISTRATOR, STATE_OPERATOR, DISTRICT_OFFICER, AUDITOR),
    /** One rule for all held alike, now and later. */
    DECIDE_HELD(ADMINISTRATOR, STATE_OPERATOR),
    SEE_DEAD_LETTERS(ADMINISTRATOR, STATE_OPERATOR, DISTRICT_OFFICER, AUDITOR),
    REPAIR_DEAD_LETTERS(ADMINISTRATOR, STATE_OPERATOR, DISTRICT_OFFICER),
    /** Gateways, wordings, plan, extracts, configuration: what concerns the whole state. */
    SEE_STATE(ADMINISTRATOR, STATE_OPERATOR, AUDITOR),
    /** Stop, go on, release a canary, pause a gateway. */
    STEER_SENDING(ADMINISTRATOR, STATE_OPERATOR),
    CHANGE_PLAN(ADMINISTRATOR, STATE_OPERATOR),
    /** Read tables, plan and wordings anew. */
    CHANGE_CONFIGURATION(ADMINISTRATOR, STATE_OPERATOR),
    /** Hand in an extract when the registry's server is down. */
    TAKE_EXTRACT(ADMINISTRATOR, STATE_OPERATOR),
    /** Say of an evening's report that the sessions may go ahead, or not; a district officer for the district. */
    SIGN_OFF(ADMINISTRATOR, STATE_OPERATOR, DISTRICT_OFFICER),
    SEE_AUDIT(ADMINISTRATOR, STATE_OPERATOR, AUDITOR),
    MANAGE_OFFICERS(ADMINISTRATOR);

    private final Set<Role> roles;

    Right(Role... roles) {
        this.roles = EnumSet.copyOf(List.of(roles));
    }

    public boolean isOf(Role role) {
        return roles.contains(role);
    }
}
