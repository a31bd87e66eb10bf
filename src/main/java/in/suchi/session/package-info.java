/** Sessions as planned, who is put on them, and what each change owes the people concerned. */
package in.suchi.session;
