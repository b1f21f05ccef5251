/** What is missing before an application can use a recurring job, and what else is wrong with the installation. */
package io.drover.api.doctor;
