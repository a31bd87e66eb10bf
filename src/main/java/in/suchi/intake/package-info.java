/**
 * Reads the registry's extracts and cleans them, row by row, without a database: file to {@link
 * in.suchi.intake.ExtractRow rows}, row to {@link in.suchi.intake.CleanedRow outcome}.
 */
package in.suchi.intake;
