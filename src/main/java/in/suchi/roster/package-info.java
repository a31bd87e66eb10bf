/** The list of each session: its revisions, and the files that carry it. */
package in.suchi.roster;
