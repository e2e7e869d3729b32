/* A dashed frame onto which files can be dropped, with the button that lists
 * them and the files that were open last.
 */
#include "scene/view/start/own.h"

#include <math.h>

#include "scene/keys.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/sheet/files.h"
#include "scene/widget/prose.h"

/* Widths, and a height, that it takes to have .. */
enum {
    RECENT_MIN_ROOM = 620, RECENT_LEAST = 100, /* recent files, */
    KEYS_MIN_ROOM = 560,                       /* the keys of the button, */
    BESIDE_MIN_ROOM = 1100,                    /* it beside recent files */
};

/* A dashed frame: files can be dropped. */
static void draw_dashes(const struct scene *scene, struct box box,
                        float radius)
{
    struct point points[40];
    struct draw_stroke line = {.width = 1.8f * scene->theme->line,
                               .color = scene->theme->accent, .on = 9,
                               .off = 7, .closed = true};
    int count = 0;

    for (int corner = 0; corner < 4; corner++) {
        bool right = corner == 1 || corner == 2;
        float x = right ? box_right(box) - radius : box.x + radius;
        float y = corner >= 2 ? box_bottom(box) - radius : box.y + radius;
        for (int k = 0; k <= 8; k++) {
            float angle = 3.1415927f + 1.5707963f * ((float)corner +
                                                     (float)k / 8);
            points[count++] = point_at(x + cosf(angle) * radius,
                                       y + sinf(angle) * radius);
        }
    }
    draw_box(scene->list, box, radius,
             color_fade(scene->theme->accent, 0.06f));
    draw_line(scene->list, points, count, &line);
}

/* The button that opens the list of files, with its keys; returns its width. */
static float draw_browse(const struct scene *scene, struct point left_middle,
                         bool keys, bool draws)
{
    const struct theme *theme = scene->theme;
    const char *text = say(scene->ui, "Choose a file", "파일 고르기");
    const struct keys_line key = {.binding = {*keys_for(ACTION_FILES, 0)}};
    float width = draw_width(scene->list, FACE_BOLD, 15, text) + 40;
    float all = width;
    struct box box = box_at(left_middle.x, left_middle.y - 18, width, 36);

    if (keys && !scene->ui->class_mode)
        all += 14 + chrome_keys(scene, point_at(box_right(box) + 14,
                                                left_middle.y + 5), &key,
                                draws);
    if (!draws)
        return all;
    draw_box(scene->list, box, 18,
             chrome_hot(scene, ACTION_FILES, 0)
             ? color_mix(theme->accent, theme->ink, 0.2f) : theme->accent);
    draw_text(scene->list, point_at(box.x + width / 2, left_middle.y + 5.5f),
              style_of(FACE_BOLD, 15, theme->on_accent, ALIGN_CENTRE), text);
    chrome_spot(scene, box, ACTION_FILES, 0);
    return all;
}

/* The button back to the opening scene, which ends at `right`; its width. */
static float draw_back(const struct scene *scene, float right, float y)
{
    const char *text = say(scene->ui, "Opening scene", "처음 예제");
    float width = draw_width(scene->list, FACE_BOLD, 15, text) + 28;

    return panel_button(scene, point_at(right - width, y), text, false,
                        ACTION_OPENING, 0);
}

/* Recent files, as many as there is room for. */
static void draw_recent(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    int shown = 0;

    draw_text(scene->list, point_at(box.x + 14, box.y + 16),
              style_of(FACE_BOLD, TEXT_SMALL, scene->theme->ink_faint,
                       ALIGN_LEFT), say(ui, "Recent", "최근 파일"));
    for (int k = 0; k < ui->files; k++) {
        struct box row = box_at(box.x, box.y + 26 + (float)shown * FILES_ROW,
                                box.w, FILES_ROW);
        if (!ui->file_list[k].recent)
            continue;
        if (box_bottom(row) > box_bottom(box))
            return;
        files_row(scene, row, k, false);
        shown++;
    }
}

static bool has_recent(const struct ui *ui)
{
    for (int k = 0; k < ui->files; k++)
        if (ui->file_list[k].recent)
            return true;
    return false;
}

/* The buttons right of the middle; returns where they begin. */
static float draw_buttons(const struct scene *scene, float right, float y,
                          bool keys)
{
    bool back = scene->film != NULL && !scene->film->opening &&
                scene->cards == NULL;

    right -= draw_browse(scene, point_at(0, 0), keys, false);
    draw_browse(scene, point_at(right, y), keys, true);
    return back ? right - 16 - draw_back(scene, right - 16, y) : right;
}

/* What it is, and below it how, where there is room for that. */
static void draw_how(const struct scene *scene, struct box box)
{
    const struct prose_style style = {15, 22, scene->theme->ink_soft};
    const struct ui *ui = scene->ui;
    const char *how = say(ui, "Drop weights (.safetensors) and data (.csv) "
                              "here. They stay on this computer.",
                          "가중치(.safetensors)와 데이터(.csv)를 끌어다 "
                          "놓으세요. 파일은 이 컴퓨터 밖으로 나가지 않습니다.");
    float middle = box.y + box.h / 2;
    float high = prose_height(scene, box.w, &style, how) + 26;
    bool fits = high + 28 <= box.h;

    if (box.w < 60)
        return;
    float y = fits ? middle - high / 2 + 5 : middle + 6;
    const char *title = say(ui, "Open your own network", "내 모델 열기");
    if (draw_width(scene->list, FACE_BOLD, 18, title) > box.w)
        title = say(ui, "Own network", "내 모델");
    panel_text(scene, point_at(box.x, y),
               style_of(FACE_BOLD, 18, scene->theme->ink, ALIGN_LEFT), box.w,
               title);
    if (fits)
        prose_draw(scene, point_at(box.x, y + 26), box.w, &style, how);
}

void own_draw(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    struct box inside = box_at(box.x + 28, box.y, box.w - 52, box.h);
    float radius = fminf(box.h / 2 - 8, 30);
    struct point tray = point_at(inside.x + radius, box.y + box.h / 2);
    bool recent = has_recent(scene->ui) && box.w >= RECENT_MIN_ROOM &&
                  box.h >= RECENT_LEAST;

    draw_group(scene->list, box, say(scene->ui, "your own network",
                                     "내 모델"));
    draw_dashes(scene, box, 14);
    draw_disc(scene->list, tray, radius,
              color_fade(theme->accent, theme->dark ? 0.18f : 0.12f));
    chrome_icon(scene, ICON_TRAY, tray, radius / 2, theme->accent);
    inside.x += 2 * radius + 18;
    inside.w -= 2 * radius + 18;
    if (recent) {
        float width = fminf(box.w * 0.4f, 460);
        draw_recent(scene, box_at(box_right(inside) - width + 12, box.y + 8,
                                  width, box.h - 12));
        inside.w -= width + 8;
    }
    if (recent && box.w < BESIDE_MIN_ROOM) {
        inside.h /= 2;
        draw_browse(scene, point_at(inside.x, box.y + box.h * 0.68f), true,
                    true);
        inside.y += 8;
    } else {
        inside.w = draw_buttons(scene, box_right(inside),
                                box.y + box.h / 2,
                                box.w >= KEYS_MIN_ROOM) - 24 - inside.x;
    }
    draw_how(scene, inside);
}
