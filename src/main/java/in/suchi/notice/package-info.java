/** What a person is told by SMS: kinds, wording, times and states of notices. */
package in.suchi.notice;
