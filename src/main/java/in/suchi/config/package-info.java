/** Reading the files of the folder config/: strictly, and with errors that say file, key, value and remedy. */
package in.suchi.config;
