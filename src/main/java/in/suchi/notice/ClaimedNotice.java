package in.suchi.notice;

import java.time.Instant;

/**
 * A notice this hub is about to submit. Prints no number and no text.
 *
 * @param tries submits since it was last put back, this one included
 * @param turn submits of the attempt altogether: only the latest may record anything but success
 * @param doubted whether an earlier submit of it is still in doubt
 * @param letter whether a dead letter stands for it
 * @param sendBefore real time; later it may not be sent any more, since its lease would run out meanwhile
 */
record ClaimedNotice(
        long id,
        String reference,
        String gateway,
        String mobile,
        String text,
        String template,
        String district,
        int tries,
        int turn,
        boolean doubted,
        boolean letter,
        Instant sendBefore) {

    @Override
    public String toString() {
        return "notice " + id + " under " + reference;
    }
}
