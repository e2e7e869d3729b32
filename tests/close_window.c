/* Closes a window as a window manager does when its cross is clicked: xdotool
 * can only destroy windows. Argument: the window's number. */
#include <stdio.h>
#include <stdlib.h>

#include <X11/Xlib.h>

int main(int argc, char **argv)
{
    Display *display = XOpenDisplay(NULL);

    if (argc != 2 || display == NULL) {
        fprintf(stderr, "usage: close_window WINDOW (with a display)\n");
        return 2;
    }
    XEvent event = {.xclient = {
        .type = ClientMessage,
        .window = strtoul(argv[1], NULL, 10),
        .message_type = XInternAtom(display, "WM_PROTOCOLS", False),
        .format = 32,
        .data.l = {(long)XInternAtom(display, "WM_DELETE_WINDOW", False)}}};
    XSendEvent(display, event.xclient.window, False, NoEventMask, &event);
    XCloseDisplay(display);
    return 0;
}
