/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-svg-private.h"

#include <math.h>
#include <string.h>

struct _RiskctxSvg
{
  GString *body;
};

typedef enum
{
  TOKEN_NONE,
  TOKEN_SURFACE,
  TOKEN_INK,
  TOKEN_MUTED,
  TOKEN_LINE,
  TOKEN_GRID,
  TOKEN_ZONE,
  TOKEN_ZONE_INNER,
  TOKEN_HEAD,
  TOKEN_FIRST,
  TOKEN_SECOND,
  TOKEN_THIRD,
  TOKEN_FOURTH,
  TOKEN_WEAK,
  TOKEN_WEAK_SURFACE,
  TOKEN_GOOD,
  TOKEN_BAD,
  TOKEN_HEAT_1,
  TOKEN_HEAT_2,
  TOKEN_HEAT_3,
  TOKEN_HEAT_4
} Token;

static const struct
{
  const char *name;
  const char *light;
  const char *dark;
} tokens[] = {
  [TOKEN_NONE] = { NULL, "none", "none" },
  [TOKEN_SURFACE] = { "surface", "#ffffff", "#151a21" },
  [TOKEN_INK] = { "ink", "#1a2330", "#e9edf2" },
  [TOKEN_MUTED] = { "muted", "#566274", "#a9b4c2" },
  [TOKEN_LINE] = { "line", "#7c8899", "#7d8a9b" },
  [TOKEN_GRID] = { "grid", "#dde2e9", "#313a46" },
  [TOKEN_ZONE] = { "zone", "#f3f5f8", "#1c232c" },
  [TOKEN_ZONE_INNER] = { "zone-inner", "#e6ebf2", "#28313d" },
  [TOKEN_HEAD] = { "head", "#eef1f5", "#222a34" },
  [TOKEN_FIRST] = { "first", "#1d5d9b", "#7fb6ee" },
  [TOKEN_SECOND] = { "second", "#b4501e", "#f0a274" },
  [TOKEN_THIRD] = { "third", "#2e7d5b", "#76cfa4" },
  [TOKEN_FOURTH] = { "fourth", "#76489b", "#c6a0e6" },
  [TOKEN_WEAK] = { "weak", "#a85400", "#ffb85c" },
  [TOKEN_WEAK_SURFACE] = { "weak-surface", "#fff6e6", "#33280f" },
  [TOKEN_GOOD] = { "good", "#1f7347", "#7bd6a6" },
  [TOKEN_BAD] = { "bad", "#b3261e", "#ff958c" },
  [TOKEN_HEAT_1] = { "heat-1", "#e3edf7", "#1f3246" },
  [TOKEN_HEAT_2] = { "heat-2", "#c0d7ee", "#274763" },
  [TOKEN_HEAT_3] = { "heat-3", "#93bbe2", "#2f5d86" },
  [TOKEN_HEAT_4] = { "heat-4", "#68a0d6", "#3875a9" }
};

static const struct
{
  const char *name;
  Token       fill;
  Token       stroke;
  double      width;
  const char *dashes;
} paints[RISKCTX_SVG_N_PAINTS] = {
  [RISKCTX_SVG_PAINT_PAPER] = { "paper", TOKEN_SURFACE, TOKEN_NONE, 0, NULL },
  [RISKCTX_SVG_PAINT_TEXT] = { "text", TOKEN_INK, TOKEN_NONE, 0, NULL },
  [RISKCTX_SVG_PAINT_MUTED] = { "muted", TOKEN_MUTED, TOKEN_NONE, 0, NULL },
  [RISKCTX_SVG_PAINT_WARNING_TEXT] = { "warning-text", TOKEN_WEAK, TOKEN_NONE, 0, NULL },
  [RISKCTX_SVG_PAINT_GOOD_TEXT] = { "good-text", TOKEN_GOOD, TOKEN_NONE, 0, NULL },
  [RISKCTX_SVG_PAINT_ZONE] = { "zone", TOKEN_ZONE, TOKEN_LINE, 1, NULL },
  [RISKCTX_SVG_PAINT_ZONE_INNER] = { "zone-inner", TOKEN_ZONE_INNER, TOKEN_LINE, 0.75, NULL },
  [RISKCTX_SVG_PAINT_ZONE_TITLE] = { "zone-title", TOKEN_MUTED, TOKEN_NONE, 0, NULL },
  [RISKCTX_SVG_PAINT_NODE] = { "node", TOKEN_SURFACE, TOKEN_INK, 1.2, NULL },
  [RISKCTX_SVG_PAINT_NODE_WEAK] = { "node-weak", TOKEN_WEAK_SURFACE, TOKEN_WEAK, 1.8, NULL },
  [RISKCTX_SVG_PAINT_NODE_ELSEWHERE] = { "node-elsewhere", TOKEN_NONE, TOKEN_MUTED, 1, "4 3" },
  [RISKCTX_SVG_PAINT_ICON] = { "icon", TOKEN_NONE, TOKEN_FIRST, 1.6, NULL },
  [RISKCTX_SVG_PAINT_ICON_FILLED] = { "icon-filled", TOKEN_FIRST, TOKEN_NONE, 0, NULL },
  [RISKCTX_SVG_PAINT_WARNING] = { "warning", TOKEN_NONE, TOKEN_WEAK, 1.5, NULL },
  [RISKCTX_SVG_PAINT_WARNING_FILLED] = { "warning-filled", TOKEN_WEAK, TOKEN_NONE, 0, NULL },
  [RISKCTX_SVG_PAINT_EDGE] = { "edge", TOKEN_NONE, TOKEN_FIRST, 1.6, NULL },
  [RISKCTX_SVG_PAINT_EDGE_DASHED] = { "edge-dashed", TOKEN_NONE, TOKEN_FIRST, 1.6, "6 3.5" },
  [RISKCTX_SVG_PAINT_EDGE_DOTTED] = { "edge-dotted", TOKEN_NONE, TOKEN_FIRST, 1.8, "1.8 3" },
  [RISKCTX_SVG_PAINT_EDGE_HALO] = { "edge-halo", TOKEN_NONE, TOKEN_ZONE, 4.5, NULL },
  [RISKCTX_SVG_PAINT_ARROW] = { "arrow", TOKEN_FIRST, TOKEN_NONE, 0, NULL },
  [RISKCTX_SVG_PAINT_AXIS] = { "axis", TOKEN_NONE, TOKEN_LINE, 1, NULL },
  [RISKCTX_SVG_PAINT_GRID] = { "grid", TOKEN_NONE, TOKEN_GRID, 1, NULL },
  [RISKCTX_SVG_PAINT_FIRST_LINE] = { "line-1", TOKEN_NONE, TOKEN_FIRST, 2.4, NULL },
  [RISKCTX_SVG_PAINT_SECOND_LINE] = { "line-2", TOKEN_NONE, TOKEN_SECOND, 2.4, "9 4" },
  [RISKCTX_SVG_PAINT_THIRD_LINE] = { "line-3", TOKEN_NONE, TOKEN_THIRD, 2.4, "3 3" },
  [RISKCTX_SVG_PAINT_FOURTH_LINE] = { "line-4", TOKEN_NONE, TOKEN_FOURTH, 2.4, "12 3 3 3" },
  [RISKCTX_SVG_PAINT_LIMIT_LINE] = { "line-limit", TOKEN_NONE, TOKEN_BAD, 1.8, "2 3" },
  [RISKCTX_SVG_PAINT_REFERENCE_LINE] = { "line-reference", TOKEN_NONE, TOKEN_INK, 1.2, "8 3 2 3" },
  [RISKCTX_SVG_PAINT_FIRST_FILL] = { "fill-1", TOKEN_FIRST, TOKEN_NONE, 0, NULL },
  [RISKCTX_SVG_PAINT_SECOND_FILL] = { "fill-2", TOKEN_SURFACE, TOKEN_SECOND, 1.2, NULL },
  [RISKCTX_SVG_PAINT_THIRD_FILL] = { "fill-3", TOKEN_SURFACE, TOKEN_THIRD, 1.2, NULL },
  [RISKCTX_SVG_PAINT_FOURTH_FILL] = { "fill-4", TOKEN_SURFACE, TOKEN_FOURTH, 1.2, NULL },
  [RISKCTX_SVG_PAINT_SOFT_FILL] = { "fill-soft", TOKEN_HEAT_2, TOKEN_NONE, 0, NULL },
  [RISKCTX_SVG_PAINT_BAR] = { "bar", TOKEN_HEAT_2, TOKEN_FIRST, 1.2, NULL },
  [RISKCTX_SVG_PAINT_SECOND_HATCH] = { "hatch-2", TOKEN_NONE, TOKEN_SECOND, 1.3, NULL },
  [RISKCTX_SVG_PAINT_THIRD_HATCH] = { "hatch-3", TOKEN_NONE, TOKEN_THIRD, 1.3, NULL },
  [RISKCTX_SVG_PAINT_FOURTH_HATCH] = { "hatch-4", TOKEN_NONE, TOKEN_FOURTH, 1.3, NULL },
  [RISKCTX_SVG_PAINT_INTERVAL] = { "interval", TOKEN_NONE, TOKEN_INK, 1.4, NULL },
  [RISKCTX_SVG_PAINT_MARK] = { "mark", TOKEN_SURFACE, TOKEN_INK, 1.6, NULL },
  [RISKCTX_SVG_PAINT_LIMIT_MARK] = { "mark-limit", TOKEN_BAD, TOKEN_SURFACE, 1, NULL },
  [RISKCTX_SVG_PAINT_HEAT_0] = { "heat-0", TOKEN_SURFACE, TOKEN_GRID, 1, NULL },
  [RISKCTX_SVG_PAINT_HEAT_1] = { "heat-1", TOKEN_HEAT_1, TOKEN_GRID, 1, NULL },
  [RISKCTX_SVG_PAINT_HEAT_2] = { "heat-2", TOKEN_HEAT_2, TOKEN_GRID, 1, NULL },
  [RISKCTX_SVG_PAINT_HEAT_3] = { "heat-3", TOKEN_HEAT_3, TOKEN_GRID, 1, NULL },
  [RISKCTX_SVG_PAINT_HEAT_4] = { "heat-4", TOKEN_HEAT_4, TOKEN_GRID, 1, NULL },
  [RISKCTX_SVG_PAINT_HEAD_CELL] = { "head-cell", TOKEN_HEAD, TOKEN_GRID, 1, NULL }
};

/* Coordinates to a hundredth of a pixel, without zeros that say nothing, in any locale. */
static void
append_number (GString *out,
               double   value)
{
  gint64 hundredths = llround (value * 100.0);
  gint64 magnitude = ABS (hundredths);

  if (hundredths < 0)
    g_string_append_c (out, '-');
  g_string_append_printf (out, "%" G_GINT64_FORMAT, magnitude / 100);
  if (magnitude % 100 != 0)
    {
      g_string_append_printf (out, ".%02d", (int) (magnitude % 100));
      if (magnitude % 10 == 0)
        g_string_truncate (out, out->len - 1);
    }
}

static void
append_attribute (GString    *out,
                  const char *name,
                  double      value)
{
  g_string_append_printf (out, " %s=\"", name);
  append_number (out, value);
  g_string_append_c (out, '"');
}

static void
append_escaped (GString    *out,
                const char *text)
{
  g_autofree char *clean = riskctx_svg_text_clean (text);

  for (const char *p = clean; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\'':
        g_string_append (out, "&#39;");
        break;
      case '\n':
        g_string_append_c (out, ' ');
        break;
      default:
        g_string_append_c (out, *p);
      }
}

static void
append_paint (GString         *out,
              RiskctxSvgPaint  paint)
{
  g_string_append_printf (out, " class=\"rcx-%s\"", paints[paint].name);
  g_string_append_printf (out, " fill=\"%s\"", tokens[paints[paint].fill].light);
  if (paints[paint].stroke != TOKEN_NONE)
    {
      g_string_append_printf (out, " stroke=\"%s\"", tokens[paints[paint].stroke].light);
      append_attribute (out, "stroke-width", paints[paint].width);
    }
  if (paints[paint].dashes != NULL)
    g_string_append_printf (out, " stroke-dasharray=\"%s\"", paints[paint].dashes);
}

static void
append_point (GString *out,
              char     command,
              double   x,
              double   y)
{
  if (command != '\0')
    g_string_append_c (out, command);
  append_number (out, x);
  g_string_append_c (out, ' ');
  append_number (out, y);
}

static void
append_tokens (GString    *out,
               const char *selector,
               gboolean    dark)
{
  g_string_append_printf (out, "%s{", selector);
  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    if (tokens[i].name != NULL)
      g_string_append_printf (out, "--rcx-%s:%s;", tokens[i].name,
                              dark ? tokens[i].dark : tokens[i].light);
  g_string_append (out, "}\n");
}

static void
append_color (GString    *out,
              const char *property,
              Token       token)
{
  if (tokens[token].name != NULL)
    g_string_append_printf (out, "%s:var(--rcx-%s);", property, tokens[token].name);
}

/**
 * riskctx_svg_style_sheet:
 *
 * Writes the rules that color all drawings: variables for light and dark, light again on paper, and
 * one rule for each paint. A page that shows drawings contains it once and may use or override the
 * variables.
 *
 * Returns: (transfer full): CSS
 */
char *
riskctx_svg_style_sheet (void)
{
  GString *css = g_string_new (NULL);

  append_tokens (css, ":root", FALSE);
  g_string_append (css, "@media screen and (prefers-color-scheme:dark){\n");
  append_tokens (css, ":root", TRUE);
  g_string_append (css, "}\n");
  for (gsize i = 0; i < RISKCTX_SVG_N_PAINTS; i++)
    {
      g_string_append_printf (css, ".rcx-%s{", paints[i].name);
      append_color (css, "fill", paints[i].fill);
      append_color (css, "stroke", paints[i].stroke);
      g_string_append (css, "}\n");
    }

  return g_string_free (css, FALSE);
}

static const char *
font_family (const char *language)
{
  if (g_ascii_strncasecmp (language, "ja", 2) == 0)
    return "'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif";
  return "'Noto Sans','Liberation Sans',Arial,Helvetica,'Noto Sans CJK JP',sans-serif";
}

/**
 * riskctx_svg_new:
 * @head: identity, title, description, language
 * @width: width in pixels
 * @height: height in pixels
 *
 * Starts a drawing.
 *
 * Returns: (transfer full): the writer
 */
RiskctxSvg *
riskctx_svg_new (const RiskctxSvgHead *head,
                 double                width,
                 double                height)
{
  RiskctxSvg *self = g_new0 (RiskctxSvg, 1);
  GString *out = g_string_new ("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");

  self->body = out;
  g_string_append (out, " id=\"");
  append_escaped (out, head->id);
  g_string_append (out, "\" lang=\"");
  append_escaped (out, head->language);
  g_string_append (out, "\" xml:lang=\"");
  append_escaped (out, head->language);
  g_string_append (out, "\" aria-labelledby=\"");
  append_escaped (out, head->id);
  g_string_append (out, "-title");
  if (head->description != NULL)
    {
      g_string_append_c (out, ' ');
      append_escaped (out, head->id);
      g_string_append (out, "-desc");
    }
  g_string_append (out, "\" viewBox=\"0 0 ");
  append_number (out, width);
  g_string_append_c (out, ' ');
  append_number (out, height);
  g_string_append_c (out, '"');
  append_attribute (out, "width", width);
  append_attribute (out, "height", height);
  g_string_append_printf (out, " font-family=\"%s\">\n<title id=\"", font_family (head->language));
  append_escaped (out, head->id);
  g_string_append (out, "-title\">");
  append_escaped (out, head->title);
  g_string_append (out, "</title>\n");
  if (head->description != NULL)
    {
      g_string_append (out, "<desc id=\"");
      append_escaped (out, head->id);
      g_string_append (out, "-desc\">");
      append_escaped (out, head->description);
      g_string_append (out, "</desc>\n");
    }
  if (head->standalone)
    {
      g_autofree char *css = riskctx_svg_style_sheet ();

      g_string_append_printf (out, "<style>\n%s</style>\n", css);
      riskctx_svg_rect (self, RISKCTX_SVG_PAINT_PAPER, 0, 0, width, height, 0);
    }

  return self;
}

/**
 * riskctx_svg_free:
 * @self: (transfer full) (nullable): a writer
 *
 * Throws a drawing away.
 */
void
riskctx_svg_free (RiskctxSvg *self)
{
  if (self == NULL)
    return;
  if (self->body != NULL)
    g_string_free (self->body, TRUE);
  g_free (self);
}

/**
 * riskctx_svg_finish:
 * @self: (transfer full): a writer
 *
 * Ends a drawing and frees its writer.
 *
 * Returns: (transfer full): the document
 */
char *
riskctx_svg_finish (RiskctxSvg *self)
{
  GString *body = g_steal_pointer (&self->body);

  g_string_append (body, "</svg>\n");
  riskctx_svg_free (self);

  return g_string_free (body, FALSE);
}

/**
 * riskctx_svg_open:
 * @self: a writer
 * @title: (nullable): what the group shows, for pointers and screen readers
 *
 * Opens a group of marks.
 */
void
riskctx_svg_open (RiskctxSvg *self,
                  const char *title)
{
  g_string_append (self->body, "<g>");
  if (title != NULL)
    {
      g_string_append (self->body, "<title>");
      append_escaped (self->body, title);
      g_string_append (self->body, "</title>");
    }
  g_string_append_c (self->body, '\n');
}

/**
 * riskctx_svg_close:
 * @self: a writer
 *
 * Closes the innermost group.
 */
void
riskctx_svg_close (RiskctxSvg *self)
{
  g_string_append (self->body, "</g>\n");
}

/**
 * riskctx_svg_rect:
 * @self: a writer
 * @paint: how
 * @x: left edge
 * @y: upper edge
 * @width: width
 * @height: height
 * @radius: radius of the corners
 *
 * Draws a rectangle.
 */
void
riskctx_svg_rect (RiskctxSvg      *self,
                  RiskctxSvgPaint  paint,
                  double           x,
                  double           y,
                  double           width,
                  double           height,
                  double           radius)
{
  g_string_append (self->body, "<rect");
  append_paint (self->body, paint);
  append_attribute (self->body, "x", x);
  append_attribute (self->body, "y", y);
  append_attribute (self->body, "width", width);
  append_attribute (self->body, "height", height);
  if (radius > 0)
    append_attribute (self->body, "rx", radius);
  g_string_append (self->body, "/>\n");
}

/**
 * riskctx_svg_line:
 * @self: a writer
 * @paint: how
 * @x1: start, horizontally
 * @y1: start, vertically
 * @x2: end, horizontally
 * @y2: end, vertically
 *
 * Draws a straight line.
 */
void
riskctx_svg_line (RiskctxSvg      *self,
                  RiskctxSvgPaint  paint,
                  double           x1,
                  double           y1,
                  double           x2,
                  double           y2)
{
  g_string_append (self->body, "<path");
  append_paint (self->body, paint);
  g_string_append (self->body, " d=\"");
  append_point (self->body, 'M', x1, y1);
  append_point (self->body, 'L', x2, y2);
  g_string_append (self->body, "\"/>\n");
}

/**
 * riskctx_svg_circle:
 * @self: a writer
 * @paint: how
 * @x: center, horizontally
 * @y: center, vertically
 * @radius: radius
 *
 * Draws a circle.
 */
void
riskctx_svg_circle (RiskctxSvg      *self,
                    RiskctxSvgPaint  paint,
                    double           x,
                    double           y,
                    double           radius)
{
  g_string_append (self->body, "<circle");
  append_paint (self->body, paint);
  append_attribute (self->body, "cx", x);
  append_attribute (self->body, "cy", y);
  append_attribute (self->body, "r", radius);
  g_string_append (self->body, "/>\n");
}

/**
 * riskctx_svg_diamond:
 * @self: a writer
 * @paint: how
 * @x: center, horizontally
 * @y: center, vertically
 * @radius: distance of the corners from the center
 *
 * Draws a square that stands on a corner.
 */
void
riskctx_svg_diamond (RiskctxSvg      *self,
                     RiskctxSvgPaint  paint,
                     double           x,
                     double           y,
                     double           radius)
{
  g_string_append (self->body, "<path");
  append_paint (self->body, paint);
  g_string_append (self->body, " d=\"");
  append_point (self->body, 'M', x, y - radius);
  append_point (self->body, 'L', x + radius, y);
  append_point (self->body, 'L', x, y + radius);
  append_point (self->body, 'L', x - radius, y);
  g_string_append (self->body, "Z\"/>\n");
}

/**
 * riskctx_svg_hatch:
 * @self: a writer
 * @paint: how
 * @x: left edge
 * @y: upper edge
 * @width: width
 * @height: height
 * @pitch: distance between the strokes, along the edges
 * @rising: strokes rise to the right
 *
 * Fills a rectangle with slanting strokes, so that areas differ on paper without color too. Plain
 * strokes need no pattern element and therefore no second identifier in the page.
 */
void
riskctx_svg_hatch (RiskctxSvg      *self,
                   RiskctxSvgPaint  paint,
                   double           x,
                   double           y,
                   double           width,
                   double           height,
                   double           pitch,
                   gboolean         rising)
{
  int strokes = (int) ((width + height) / pitch);

  if (strokes < 1 || width <= 0 || height <= 0)
    return;
  g_string_append (self->body, "<path");
  append_paint (self->body, paint);
  g_string_append (self->body, " d=\"");
  for (int i = 1; i <= strokes; i++)
    {
      double at = i * pitch;
      double x1 = MAX (0.0, at - height);
      double x2 = MIN (width, at);
      double y1 = at - x1;
      double y2 = at - x2;

      append_point (self->body, 'M', x + x1, y + (rising ? y1 : height - y1));
      append_point (self->body, 'L', x + x2, y + (rising ? y2 : height - y2));
    }
  g_string_append (self->body, "\"/>\n");
}

/**
 * riskctx_svg_path:
 * @self: a writer
 * @paint: how
 * @data: path data, from a constant
 * @x: shift to the right
 * @y: shift down
 *
 * Draws a fixed shape at a place.
 */
void
riskctx_svg_path (RiskctxSvg      *self,
                  RiskctxSvgPaint  paint,
                  const char      *data,
                  double           x,
                  double           y)
{
  g_string_append (self->body, "<path");
  append_paint (self->body, paint);
  g_string_append (self->body, " stroke-linejoin=\"round\" stroke-linecap=\"round\"");
  g_string_append (self->body, " transform=\"translate(");
  append_number (self->body, x);
  g_string_append_c (self->body, ' ');
  append_number (self->body, y);
  g_string_append_printf (self->body, ")\" d=\"%s\"/>\n", data);
}

static double
toward (double from,
        double to,
        double by)
{
  return from + CLAMP (to - from, -by, by);
}

/**
 * riskctx_svg_polyline:
 * @self: a writer
 * @paint: how
 * @xy: (array): pairs of coordinates
 * @n_points: number of pairs
 * @radius: corners are rounded by this much; the segments must then be horizontal or vertical
 *
 * Draws a line through points.
 */
void
riskctx_svg_polyline (RiskctxSvg      *self,
                      RiskctxSvgPaint  paint,
                      const double    *xy,
                      gsize            n_points,
                      double           radius)
{
  if (n_points < 2)
    return;
  g_string_append (self->body, "<path");
  append_paint (self->body, paint);
  g_string_append (self->body, " stroke-linejoin=\"round\" d=\"");
  append_point (self->body, 'M', xy[0], xy[1]);
  for (gsize i = 1; i < n_points; i++)
    {
      double x = xy[2 * i];
      double y = xy[2 * i + 1];

      if (radius > 0 && i + 1 < n_points)
        {
          double before = fabs (x - xy[2 * i - 2]) + fabs (y - xy[2 * i - 1]);
          double after = fabs (xy[2 * i + 2] - x) + fabs (xy[2 * i + 3] - y);
          double r = MIN (radius, MIN (before, after) / 2);

          append_point (self->body, 'L', toward (x, xy[2 * i - 2], r),
                        toward (y, xy[2 * i - 1], r));
          append_point (self->body, 'Q', x, y);
          append_point (self->body, ' ', toward (x, xy[2 * i + 2], r),
                        toward (y, xy[2 * i + 3], r));
        }
      else
        append_point (self->body, 'L', x, y);
    }
  g_string_append (self->body, "\"/>\n");
}

/**
 * riskctx_svg_text:
 * @self: a writer
 * @paint: how
 * @weight: regular or bold
 * @size: font size in pixels
 * @anchor: which end of the text lies at @x
 * @x: place, horizontally
 * @y: base line
 * @text: the text
 *
 * Writes one line of text.
 */
void
riskctx_svg_text (RiskctxSvg       *self,
                  RiskctxSvgPaint   paint,
                  RiskctxSvgWeight  weight,
                  int               size,
                  RiskctxSvgAnchor  anchor,
                  double            x,
                  double            y,
                  const char       *text)
{
  static const char *const anchors[] = { NULL, "middle", "end" };

  g_string_append (self->body, "<text");
  append_paint (self->body, paint);
  append_attribute (self->body, "x", x);
  append_attribute (self->body, "y", y);
  append_attribute (self->body, "font-size", size);
  if (weight == RISKCTX_SVG_WEIGHT_BOLD)
    g_string_append (self->body, " font-weight=\"700\"");
  if (anchors[anchor] != NULL)
    g_string_append_printf (self->body, " text-anchor=\"%s\"", anchors[anchor]);
  g_string_append_c (self->body, '>');
  append_escaped (self->body, text);
  g_string_append (self->body, "</text>\n");
}

/**
 * riskctx_svg_lines:
 * @self: a writer
 * @paint: how
 * @weight: regular or bold
 * @size: font size in pixels
 * @anchor: which end of the text lies at @x
 * @x: place, horizontally
 * @y: base line of the first line
 * @leading: from one base line to the next
 * @lines: (array zero-terminated=1): the lines
 *
 * Writes several lines of text below each other.
 */
void
riskctx_svg_lines (RiskctxSvg        *self,
                   RiskctxSvgPaint    paint,
                   RiskctxSvgWeight   weight,
                   int                size,
                   RiskctxSvgAnchor   anchor,
                   double             x,
                   double             y,
                   double             leading,
                   const char *const *lines)
{
  for (gsize i = 0; lines[i] != NULL; i++)
    riskctx_svg_text (self, paint, weight, size, anchor, x, y + i * leading, lines[i]);
}
