/** Commands about recurring jobs, their messages and the applications that send them. */
package io.drover.cli.message;
