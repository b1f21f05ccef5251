/** The add-in import-active-directory: users and groups of an LDAP directory, and the check of their passwords. */
package io.drover.addin.directory;
