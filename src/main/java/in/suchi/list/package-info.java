/** A list of people for one session, whole, and the forms it takes: CSV, JSON, a workbook, paper. */
package in.suchi.list;
