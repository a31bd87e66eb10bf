package in.suchi.notice;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ids as they travel in messages: {@code 17,18,19}. */
final class NoticeIds {

    private NoticeIds() {}

    static Long[] of(String ids) {
        if (ids == null || !ids.matches("[0-9]{1,18}(,[0-9]{1,18})*")) {
            throw new IllegalArgumentException("a message's ids are numbers with commas between, such as 17,18,19");
        }
        return Stream.of(ids.split(",")).map(Long::valueOf).toArray(Long[]::new);
    }

    static String join(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
