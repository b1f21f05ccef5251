/** The package provider: data packages of Dynamics 365, a zip of entity files with a manifest; each entity is a table. */
package io.drover.provider.datapackage;
