/** Who may ask for what, the record of what they asked for, and how a request that cannot be met is refused. */
package in.suchi.access;
