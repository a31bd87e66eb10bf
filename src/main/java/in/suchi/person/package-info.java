/** What the hub knows of one human being: values that check themselves, and names compared by sound. */
package in.suchi.person;
