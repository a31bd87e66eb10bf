/** CSV as the hub writes it for people and their spreadsheets. */
package in.suchi.csv;
