/** Sites and how a person's is found: the tables of pincodes, sites and districts, and the ladder over them. */
package in.suchi.site;
