/** What looks at the whole configuration: the command {@code check}, and reading it anew while the hub runs. */
package in.suchi.check;
