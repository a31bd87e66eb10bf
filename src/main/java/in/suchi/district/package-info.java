/** Where districts and sites want their rosters and call sheets, and the pushes that bring them there. */
package in.suchi.district;
