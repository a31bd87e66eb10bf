package in.suchi.notice;

import java.util.List;

/** Notices of one message for {@code sms.submit}. */
record ReleasedBatch(String gateway, List<Long> ids) {
    ReleasedBatch {
        ids = List.copyOf(ids);
    }
}
