/** What the HTTP routes call to speak the dialect of Dynamics 365: connector API, data management actions, blobs. */
package io.drover.connector;
