/**
 * What spreadsheets put on the clipboard, written after their forms: Excel with conditional comments, spans for spaces and
 * a hidden last row of widths, LibreOffice with `sdval`, Google Sheets with its origin around the table.
 */
export const EXCEL = `<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel">
<head>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table {mso-displayed-decimal-separator:"\\,";}
.xl65 {mso-number-format:"\\@";}
-->
</style>
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=320 style='border-collapse:
 collapse;width:240pt'>
<!--StartFragment-->
 <col width=64 span=4 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td colspan=2 height=20 class=xl65 width=128 style='height:15.0pt;width:96pt'>Узел
  ввода</td>
  <td rowspan=2 class=xl65 width=64>шт</td>
  <td align=right width=64 style='width:48pt'>1&nbsp;234,50</td>
 </tr>
 <tr height=40 style='height:30.0pt'>
  <td height=40 class=xl65 style='height:30.0pt'>0041</td>
  <td class=xl65 width=64>Кран<br style='mso-data-placement:same-cell;'>
    1/2&quot; &amp; фланец</td>
  <td align=right>2<span style='mso-spacerun:yes'> </span>000</td>
 </tr>
 <![if supportMisalignedColumns]>
 <tr height=0 style='display:none'>
  <td width=64 style='width:48pt'></td>
  <td width=64 style='width:48pt'></td>
 </tr>
 <![endif]>
<!--EndFragment-->
</table>
</body>
</html>`;

export const EXCEL_TEXT = 'Узел ввода\t\tшт\t1 234,50\r\n0041\t"Кран\n1/2"" & фланец"\t\t2 000\r\n';

export const LIBREOFFICE = `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
</head>
<body>
<table cellspacing="0" border="0">
	<colgroup width="85"></colgroup>
	<colgroup width="140"></colgroup>
	<tr>
		<td height="17" align="left" sdnum="1049;0;@">0041</td>
		<td align="left">Кран<br>шаровой</td>
		<td align="right" sdval="1234.5" sdnum="1049;0;# ##0,00">1\u202f234,50</td>
		<td align="left"><br></td>
	</tr>
	<tr>
		<td colspan=2 height="17" align="center"><b><font face="Liberation Sans">Итого</font></b></td>
		<td align="right" sdval="0.05" sdnum="1049;0;0%">5%</td>
		<td align="left"><br></td>
	</tr>
</table>
</body>
</html>`;

export const SHEETS = `<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #cccccc;}--></style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" dir="ltr"><tbody><tr style="height:21px;"><td style="overflow:hidden;" data-sheets-value="{&quot;1&quot;:2}">Насос &lt;ВК&gt;</td><td style="text-align:right;">12,5</td></tr></tbody></table></google-sheets-html-origin>`;
