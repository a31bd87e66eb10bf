/** Whom SMS has not reached, to be telephoned while there is time. */
package in.suchi.callsheet;
