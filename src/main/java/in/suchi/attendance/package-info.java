/** What sites report back of a session: who arrived, who did not, and what follows from it for each person. */
package in.suchi.attendance;
