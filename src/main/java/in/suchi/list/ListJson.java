package in.suchi.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list as one JSON object: {@code {"session":{…},"site":{…},"district":"patna","revision":7,"replaces":6,"count":98,
 * "digest":"…","people":[{the columns}…]}}. What is unknown is null; {@code replaces} is null where there is nothing to replace.
 */
public final class ListJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ListJson() {}

    /** With the people. */
    public static byte[] whole(ListContent list) {
        Map<String, Object> body = head(list);
        body.put(
                "people",
                list.people().stream().map(row -> person(list.columns(), row)).toList());
        return bytes(body);
    }

    /** Without the people, for requests that bring them as files. */
    public static byte[] withoutPeople(ListContent list) {
        return bytes(head(list));
    }

    private static Map<String, Object> head(ListContent list) {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("session_id", list.sessionId());
        session.put("date", list.date().toString());
        session.put("start", ListContent.TIME.format(list.startsAt()));
        session.put("end", ListContent.TIME.format(list.endsAt()));
        session.put("status", list.status());
        Map<String, Object> site = new LinkedHashMap<>();
        site.put("site_code", list.siteCode());
        list.site().ifPresent(known -> {
            site.put("name", known.name());
            site.put("name_hi", known.nameHi());
            site.put("pincode", known.pincode().toString());
            site.put("district_lgd", known.districtLgd());
        });
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("session", session);
        body.put("site", site);
        body.put("district", list.districtSlug());
        body.put("revision", list.revision());
        body.put("replaces", list.replaces() == 0 ? null : list.replaces());
        body.put("count", list.people().size());
        body.put("digest", list.digest());
        return body;
    }

    private static Map<String, Object> person(List<String> columns, List<Object> row) {
        Map<String, Object> person = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            person.put(columns.get(i), row.get(i));
        }
        return person;
    }

    private static byte[] bytes(Map<String, Object> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list cannot be written as JSON", e);
        }
    }
}
