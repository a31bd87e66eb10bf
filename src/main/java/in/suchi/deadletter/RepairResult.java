package in.suchi.deadletter;

/**
 * What became of one dead letter that was to be retried or discarded.
 *
 * @param id of the dead letter
 * @param done true: put back, or discarded
 * @param words "put back", "discarded", or why not, in plain words
 */
public record RepairResult(long id, boolean done, String words) {}
