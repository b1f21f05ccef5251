/** What the part web-service does around its request: envelope, credentials, checks, retries and logs. */
package io.drover.connection.webservice;
