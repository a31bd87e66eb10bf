package in.suchi.list;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands at the head of a list: which session, which revision, what it replaces. */
final class ListFacts {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-yyyy");

    private ListFacts() {}

    static Map<String, String> of(ListContent list) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("session", list.sessionId() + (list.status().equals("cancelled") ? " (cancelled)" : ""));
        facts.put(
                "site",
                list.site()
                                .map(site -> site.name() + ", " + site.nameHi() + " ")
                                .orElse("") + "(" + list.siteCode() + ")");
        facts.put(
                "district",
                list.district()
                        .map(district -> district.nameEn() + ", " + district.nameHi() + " (LGD " + district.lgd() + ")")
                        .orElse(list.districtSlug()));
        facts.put("date", DAY.format(list.date()));
        facts.put("time", HOUR.format(list.startsAt()) + "–" + HOUR.format(list.endsAt()));
        facts.put("revision", Integer.toString(list.revision()));
        facts.put("replaces", list.replaces() == 0 ? "none" : "revision " + list.replaces());
        facts.put("people", Integer.toString(list.people().size()));
        facts.put("digest", list.digest());
        return facts;
    }
}
