/** The evening report: how the sessions of a day stand, go or no-go with reasons, and who signed it off. */
package in.suchi.evening;
