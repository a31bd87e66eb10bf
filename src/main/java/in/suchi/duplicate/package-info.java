/** Persons who may be one human being registered under two ids: suggested with reasons, decided by an officer, undoable. */
package in.suchi.duplicate;
