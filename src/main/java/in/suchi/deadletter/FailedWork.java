package in.suchi.deadletter;

/**
 * A message whose route ended with an exception.
 *
 * @param kind {@code hubKind}
 * @param subject {@code hubId}
 * @param queue queue or endpoint the exchange came from, e.g. {@code roster.push.patna}
 * @param district slug, or null
 * @param step id of the route
 * @param error masked text of the cause: class and message, numbers of persons removed
 * @param cause the exception itself, to tell refusal from breakage; never logged whole
 */
public record FailedWork(
        String kind, String subject, String queue, String district, String step, String error, Throwable cause) {}
