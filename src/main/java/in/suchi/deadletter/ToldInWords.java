package in.suchi.deadletter;

/**
 * An exception whose message is written for the officer who reads the dead letter: what failed, where, and what to do. It is shown
 * instead of what caused it, and holds no personal data.
 */
public interface ToldInWords {

    String getMessage();
}
