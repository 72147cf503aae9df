// Generated from the command table (make generate); do not edit.

export interface ErrorText {
  title: string;
  action: string;
}

export const errors: Record<string, { ru: ErrorText; en: ErrorText; retryable: boolean }> = {
  E1001: {
    ru: { title: "Ключ этой базы не найден в хранилище ключей", action: "Введите ключ восстановления, который вы сохранили при первом запуске." },
    en: { title: "The key of this store is not in the keychain", action: "Enter the recovery key you kept at the first start." },
    retryable: false,
  },
  E1002: {
    ru: { title: "Хранилище ключей заперто", action: "Разблокируйте хранилище ключей системы и повторите, либо введите ключ восстановления." },
    en: { title: "The keychain is locked", action: "Unlock the keychain of the system and try again, or enter the recovery key." },
    retryable: true,
  },
  E1003: {
    ru: { title: "Хранилище ключей отказало в доступе", action: "Разрешите Oferta доступ и повторите, либо введите ключ восстановления." },
    en: { title: "The keychain refused access", action: "Allow Oferta access and try again, or enter the recovery key." },
    retryable: true,
  },
  E1004: {
    ru: { title: "В системе нет хранилища ключей", action: "Выберите пароль или, если диск зашифрован, файл ключа." },
    en: { title: "There is no keychain on this system", action: "Choose a passphrase or, if the disk is encrypted, a key file." },
    retryable: true,
  },
  E1005: {
    ru: { title: "Найденный ключ не открывает базу", action: "Введите ключ восстановления. База не изменена." },
    en: { title: "The key that was found does not open the store", action: "Enter the recovery key. The store was not changed." },
    retryable: false,
  },
  E1006: {
    ru: { title: "Неверный пароль", action: "Проверьте раскладку и регистр и повторите." },
    en: { title: "Wrong passphrase", action: "Check the keyboard layout and capitals, then try again." },
    retryable: true,
  },
  E1007: {
    ru: { title: "Ключ восстановления введён с ошибкой", action: "Проверьте символы: в ключе 13 групп по 4 знака и контрольная группа." },
    en: { title: "The recovery key has a typing error", action: "Check the characters: the key has 13 groups of 4 and a check group." },
    retryable: true,
  },
  E1008: {
    ru: { title: "Этот ключ восстановления от другой базы", action: "Найдите ключ, напечатанный для этой базы." },
    en: { title: "This recovery key belongs to another store", action: "Find the key that was printed for this store." },
    retryable: true,
  },
  E1009: {
    ru: { title: "Пароль слишком короткий", action: "Введите не меньше {min} символов." },
    en: { title: "The passphrase is too short", action: "Enter at least {min} characters." },
    retryable: false,
  },
  E1010: {
    ru: { title: "Нужно согласие на хранение ключа в файле", action: "Отметьте, что данные защищает только шифрование диска." },
    en: { title: "Keeping the key in a file needs consent", action: "Confirm that only the encryption of the disk protects the data." },
    retryable: false,
  },
  E1011: {
    ru: { title: "База защищена паролем", action: "Введите пароль." },
    en: { title: "The store is protected by a passphrase", action: "Enter the passphrase." },
    retryable: false,
  },
  E1012: {
    ru: { title: "Файл ключа повреждён или недоступен", action: "Введите ключ восстановления." },
    en: { title: "The key file is damaged or cannot be read", action: "Enter the recovery key." },
    retryable: false,
  },
  E2001: {
    ru: { title: "Запрос не понят", action: "Перезапустите Oferta; если повторится, сообщите нам." },
    en: { title: "The request was not understood", action: "Restart Oferta; if it happens again, tell us." },
    retryable: false,
  },
  E2002: {
    ru: { title: "Неизвестная команда", action: "Обновите Oferta." },
    en: { title: "Unknown command", action: "Update Oferta." },
    retryable: false,
  },
  E2003: {
    ru: { title: "Неизвестное поле «{field}»", action: "Обновите Oferta." },
    en: { title: "Unknown field \"{field}\"", action: "Update Oferta." },
    retryable: false,
  },
  E2004: {
    ru: { title: "Значение не подходит полю", action: "Введите значение ещё раз." },
    en: { title: "The value does not fit the field", action: "Enter the value again." },
    retryable: false,
  },
  E2005: {
    ru: { title: "Это поле нельзя изменить", action: "Создайте новую запись." },
    en: { title: "This field cannot be changed", action: "Make a new record." },
    retryable: false,
  },
  E2006: {
    ru: { title: "Слишком много строк за один раз", action: "Разделите действие: не больше {limit}." },
    en: { title: "Too many rows at once", action: "Split the action: at most {limit}." },
    retryable: false,
  },
  E2007: {
    ru: { title: "Список изменился", action: "Обновите список." },
    en: { title: "The list has changed", action: "Reload the list." },
    retryable: true,
  },
  E2008: {
    ru: { title: "По этому полю нельзя сортировать", action: "Выберите другой столбец." },
    en: { title: "This field cannot be sorted by", action: "Choose another column." },
    retryable: false,
  },
  E2009: {
    ru: { title: "Недопустимое значение настройки", action: "Выберите другое значение." },
    en: { title: "This value of the setting is not allowed", action: "Choose another value." },
    retryable: false,
  },
  E2010: {
    ru: { title: "Заполните поле", action: "Введите значение." },
    en: { title: "Fill in this field", action: "Enter a value." },
    retryable: false,
  },
  E2011: {
    ru: { title: "Слишком длинный текст", action: "Сократите его." },
    en: { title: "The text is too long", action: "Shorten it." },
    retryable: false,
  },
  E2012: {
    ru: { title: "В тексте есть непечатаемые символы", action: "Удалите их." },
    en: { title: "The text holds characters that cannot be printed", action: "Remove them." },
    retryable: false,
  },
  E2013: {
    ru: { title: "Проверьте ИНН", action: "10 или 12 цифр, контрольная цифра должна сойтись." },
    en: { title: "Check the INN", action: "10 or 12 digits whose check digit fits." },
    retryable: false,
  },
  E2014: {
    ru: { title: "Проверьте КПП", action: "9 знаков: четыре цифры, две цифры или буквы, три цифры." },
    en: { title: "Check the KPP", action: "9 characters: four digits, two digits or letters, three digits." },
    retryable: false,
  },
  E2015: {
    ru: { title: "Проверьте ОГРН", action: "13 или 15 цифр, контрольная цифра должна сойтись." },
    en: { title: "Check the OGRN", action: "13 or 15 digits whose check digit fits." },
    retryable: false,
  },
  E2016: {
    ru: { title: "Проверьте БИК", action: "9 цифр, начинается с 04." },
    en: { title: "Check the BIC", action: "9 digits beginning with 04." },
    retryable: false,
  },
  E2017: {
    ru: { title: "Проверьте счёт", action: "20 цифр; контрольный ключ должен подходить к БИК." },
    en: { title: "Check the account", action: "20 digits whose key fits the BIC." },
    retryable: false,
  },
  E2018: {
    ru: { title: "Проверьте адрес почты", action: "Например, name@company.ru." },
    en: { title: "Check the e-mail address", action: "For example name@company.com." },
    retryable: false,
  },
  E2019: {
    ru: { title: "Введите число больше нуля", action: "Количество не может быть нулём." },
    en: { title: "Enter a number above zero", action: "A quantity cannot be zero." },
    retryable: false,
  },
  E2020: {
    ru: { title: "Число не может быть меньше нуля", action: "Введите ноль или больше." },
    en: { title: "The number cannot be below zero", action: "Enter zero or more." },
    retryable: false,
  },
  E2021: {
    ru: { title: "Введите долю от 0 до 100 %", action: "Исправьте процент." },
    en: { title: "Enter a share from 0 to 100 %", action: "Correct the percentage." },
    retryable: false,
  },
  E2022: {
    ru: { title: "Слишком большое число", action: "Проверьте, нет ли лишних цифр." },
    en: { title: "The number is too large", action: "Check for extra digits." },
    retryable: false,
  },
  E2023: {
    ru: { title: "Слишком много знаков после запятой", action: "Оставьте не больше шести." },
    en: { title: "Too many digits after the point", action: "Leave at most six." },
    retryable: false,
  },
  E2024: {
    ru: { title: "Нет такой валюты", action: "Введите код из трёх букв, например RUB." },
    en: { title: "There is no such currency", action: "Enter a code of three letters, such as RUB." },
    retryable: false,
  },
  E2025: {
    ru: { title: "Проверьте код ТН ВЭД", action: "От 4 до 14 цифр." },
    en: { title: "Check the HS code", action: "4 to 14 digits." },
    retryable: false,
  },
  E2026: {
    ru: { title: "Скидка задана дважды", action: "Оставьте процент или сумму." },
    en: { title: "The discount is given twice", action: "Keep the percentage or the amount." },
    retryable: false,
  },
  E2027: {
    ru: { title: "Срок действия раньше даты предложения", action: "Исправьте одну из дат." },
    en: { title: "The validity ends before the date of the quote", action: "Correct one of the dates." },
    retryable: false,
  },
  E2028: {
    ru: { title: "Такой страны нет", action: "Введите код страны из двух заглавных латинских букв, например CN." },
    en: { title: "There is no such country", action: "Enter the country code of two capital letters, for example CN." },
    retryable: false,
  },
  E2029: {
    ru: { title: "Маржа должна быть меньше 100 %", action: "Введите маржу от 0 до 99,9 %; наценка при этом посчитается сама." },
    en: { title: "The margin has to be below 100 %", action: "Enter a margin from 0 to 99.9 %; the markup follows from it." },
    retryable: false,
  },
  E2030: {
    ru: { title: "Аванс и этапы больше всей суммы", action: "Уменьшите аванс или этапные платежи: вместе они не больше 100 %." },
    en: { title: "Advance and milestones are more than the whole price", action: "Lower the advance or the milestones: together they are at most 100 %." },
    retryable: false,
  },
  E2031: {
    ru: { title: "Комиссия задана дважды", action: "Оставьте либо процент, либо сумму." },
    en: { title: "The commission is given twice", action: "Keep either the rate or the amount." },
    retryable: false,
  },
  E2032: {
    ru: { title: "Последний день раньше первого", action: "Исправьте даты действия." },
    en: { title: "The last day is before the first", action: "Correct the days of validity." },
    retryable: false,
  },
  E2033: {
    ru: { title: "Эта строка не может быть заменена", action: "Выберите строку этого же КП, которая сама не является альтернативой." },
    en: { title: "This line cannot be replaced by an alternative", action: "Choose a line of the same quote that is no alternative itself." },
    retryable: false,
  },
  E2034: {
    ru: { title: "Это не адрес", action: "Введите адрес, который начинается с http:// или https://. Пустое поле возвращает адрес по умолчанию." },
    en: { title: "This is not an address", action: "Enter an address that begins with http:// or https://. An empty field brings the default address back." },
    retryable: false,
  },
  E2035: {
    ru: { title: "В этой валюте не платят", action: "Выберите валюту, в которой выставляют счёт." },
    en: { title: "Nobody pays in this currency", action: "Choose a currency that invoices are made out in." },
    retryable: false,
  },
  E2040: {
    ru: { title: "Файл слишком большой", action: "Оставьте в файле только прайс: не больше {limit} МБ." },
    en: { title: "The file is too large", action: "Keep only the price list in it: at most {limit} MB." },
    retryable: false,
  },
  E2041: {
    ru: { title: "В файле слишком много ячеек", action: "Удалите лишние листы и столбцы или разделите файл." },
    en: { title: "The file has too many cells", action: "Remove extra sheets and columns or split the file." },
    retryable: false,
  },
  E2042: {
    ru: { title: "Файл защищён паролем", action: "Откройте его в таблице, снимите пароль и сохраните заново." },
    en: { title: "The file is protected by a password", action: "Open it in a spreadsheet, remove the password and save it again." },
    retryable: false,
  },
  E2043: {
    ru: { title: "В файле есть макросы", action: "Сохраните его как обычный .xlsx без макросов." },
    en: { title: "The file contains macros", action: "Save it as a plain .xlsx without macros." },
    retryable: false,
  },
  E2044: {
    ru: { title: "Файл повреждён", action: "Откройте его в таблице, сохраните заново и повторите." },
    en: { title: "The file is damaged", action: "Open it in a spreadsheet, save it again and retry." },
    retryable: true,
  },
  E2045: {
    ru: { title: "Файл разворачивается в слишком большой объём", action: "Это похоже на вредоносный файл; запросите прайс заново." },
    en: { title: "The file unpacks to far too much", action: "It looks like a malicious file; ask for the price list again." },
    retryable: false,
  },
  E2046: {
    ru: { title: "Это не прайс-лист", action: "Подойдут .xlsx, .xls, .ods, .csv и .tsv." },
    en: { title: "This is not a price list", action: "Use .xlsx, .xls, .ods, .csv or .tsv." },
    retryable: false,
  },
  E2047: {
    ru: { title: "В файле нет данных", action: "Проверьте, тот ли это файл и лист." },
    en: { title: "There is no data in the file", action: "Check that it is the right file and sheet." },
    retryable: false,
  },
  E2048: {
    ru: { title: "Файл изменился во время чтения", action: "Дождитесь конца записи и повторите." },
    en: { title: "The file changed while it was read", action: "Wait until it is written and try again." },
    retryable: true,
  },
  E2049: {
    ru: { title: "Не выбран столбец с названием или артикулом", action: "Укажите, где в файле название или артикул." },
    en: { title: "No column with names or articles is chosen", action: "Choose where names or articles stand in the file." },
    retryable: false,
  },
  E2050: {
    ru: { title: "Файл нужно открыть заново", action: "Выберите файл ещё раз." },
    en: { title: "The file must be opened again", action: "Choose the file once more." },
    retryable: true,
  },
  E2051: {
    ru: { title: "Не выбран поставщик", action: "Выберите поставщика или введите имя нового." },
    en: { title: "No supplier is chosen", action: "Choose a supplier or enter the name of a new one." },
    retryable: false,
  },
  E2052: {
    ru: { title: "Это время уже прошло", action: "Укажите время позже текущего." },
    en: { title: "This time is over already", action: "Choose a time that is still to come." },
    retryable: false,
  },
  E2060: {
    ru: { title: "Файл больше {limit} МБ", action: "Сожмите его или положите в общую папку, а сюда приложите ссылку в заметке." },
    en: { title: "The file is larger than {limit} MB", action: "Compress it, or put it into a shared folder and leave a link in a note." },
    retryable: false,
  },
  E2061: {
    ru: { title: "Файл пуст", action: "Проверьте, записался ли он до конца." },
    en: { title: "The file is empty", action: "Check that it was written to its end." },
    retryable: false,
  },
  E3001: {
    ru: { title: "База создана более новой версией Oferta", action: "Обновите Oferta на этом компьютере. База не изменена." },
    en: { title: "The store was made by a newer version of Oferta", action: "Update Oferta on this computer. The store was not changed." },
    retryable: false,
  },
  E3002: {
    ru: { title: "База повреждена", action: "Не удаляйте файл. Восстановите резервную копию или обратитесь в поддержку." },
    en: { title: "The store is damaged", action: "Do not delete the file. Restore a backup or ask for support." },
    retryable: false,
  },
  E3003: {
    ru: { title: "Нет права записи в папку базы", action: "Проверьте права на папку {folder} и запустите Oferta снова." },
    en: { title: "The folder of the store cannot be written", action: "Check the permissions of {folder} and start Oferta again." },
    retryable: true,
  },
  E3004: {
    ru: { title: "Не удалось сохранить", action: "Введённое осталось на экране. Повторите." },
    en: { title: "Unable to save", action: "What you entered is still on the screen. Try again." },
    retryable: true,
  },
  E3005: {
    ru: { title: "На диске нет места", action: "Освободите место и повторите. Ничего из сохранённого не потеряно." },
    en: { title: "The disk is full", action: "Free some space and try again. Nothing that was saved is lost." },
    retryable: true,
  },
  E3006: {
    ru: { title: "Запись не найдена", action: "Её могли удалить. Удалённое лежит в корзине." },
    en: { title: "The record was not found", action: "It may have been deleted. What was deleted is in the bin." },
    retryable: false,
  },
  E3007: {
    ru: { title: "База занята другой программой", action: "Закройте вторую копию Oferta и повторите." },
    en: { title: "The store is used by another program", action: "Close the other copy of Oferta and try again." },
    retryable: true,
  },
  E3008: {
    ru: { title: "База ещё не открыта", action: "Подождите или завершите вход." },
    en: { title: "The store is not open yet", action: "Wait, or finish unlocking." },
    retryable: true,
  },
  E3009: {
    ru: { title: "Описание базы не совпадает с программой", action: "Установите Oferta заново. База не изменена." },
    en: { title: "The history of the store does not match the program", action: "Install Oferta again. The store was not changed." },
    retryable: false,
  },
  E3010: {
    ru: { title: "Файл не найден", action: "Проверьте, не перенесён ли он." },
    en: { title: "The file was not found", action: "Check whether it was moved." },
    retryable: true,
  },
  E3011: {
    ru: { title: "Нет доступа к файлу или папке", action: "Проверьте права или выберите другую папку." },
    en: { title: "The file or folder cannot be accessed", action: "Check the permissions or choose another folder." },
    retryable: true,
  },
  E3012: {
    ru: { title: "Ошибка чтения или записи файла", action: "Проверьте диск и повторите." },
    en: { title: "Reading or writing the file failed", action: "Check the disk and try again." },
    retryable: true,
  },
  E3013: {
    ru: { title: "База уже есть", action: "Запустите Oferta снова: она откроет её." },
    en: { title: "There is a store already", action: "Start Oferta again: it will open it." },
    retryable: false,
  },
  E3014: {
    ru: { title: "Система не смогла открыть файл", action: "Откройте папку и выберите программу сами." },
    en: { title: "The system could not open the file", action: "Open the folder and choose a program yourself." },
    retryable: true,
  },
  E3015: {
    ru: { title: "Этот файл создан не здесь", action: "Откройте его в проводнике." },
    en: { title: "This file was not written here", action: "Open it in your file browser." },
    retryable: false,
  },
  E3016: {
    ru: { title: "Не удалось построить документ", action: "Повторите; если не поможет, сообщите нам код." },
    en: { title: "The document could not be built", action: "Try again; if it does not help, tell us the code." },
    retryable: true,
  },
  E3017: {
    ru: { title: "База открылась не с теми настройками надёжности", action: "Перезапустите Oferta; если повторится, сообщите нам." },
    en: { title: "The store opened without its safety settings", action: "Restart Oferta; if it happens again, tell us." },
    retryable: true,
  },
  E3018: {
    ru: { title: "База данных сообщила об ошибке", action: "Повторите; если не поможет, перезапустите Oferta." },
    en: { title: "The store reported an error", action: "Try again; if it does not help, restart Oferta." },
    retryable: true,
  },
  E3030: {
    ru: { title: "Файлы такого вида здесь не открываются", action: "Сохраните копию и откройте её сами, если доверяете отправителю." },
    en: { title: "Files of this kind are not opened from here", action: "Save a copy and open it yourself if you trust the sender." },
    retryable: false,
  },
  E3031: {
    ru: { title: "Содержимого файла нет на этом компьютере", action: "Откройте его там, где его добавили." },
    en: { title: "The content of the file is not on this computer", action: "Open it where it was added." },
    retryable: false,
  },
  E3099: {
    ru: { title: "Внутренняя ошибка", action: "Сохранённое не потеряно. Повторите; если не поможет, сообщите нам код." },
    en: { title: "Internal error", action: "Nothing saved is lost. Try again; if it does not help, tell us the code." },
    retryable: true,
  },
  E4001: {
    ru: { title: "Банк не ответил за {seconds} с", action: "Повторите позже. Пока действуют последние полученные курсы." },
    en: { title: "The bank did not answer in {seconds} s", action: "Try again later. The last known rates hold until then." },
    retryable: true,
  },
  E4002: {
    ru: { title: "Нет связи с банком", action: "Проверьте подключение к сети. Пока действуют последние полученные курсы." },
    en: { title: "The bank cannot be reached", action: "Check the network connection. The last known rates hold until then." },
    retryable: true,
  },
  E4003: {
    ru: { title: "Соединение с банком не защищено", action: "Проверьте дату на компьютере и настройки прокси; в гостевой сети сначала войдите в неё." },
    en: { title: "The connection to the bank is not secure", action: "Check the date of the computer and the proxy; in a guest network sign in first." },
    retryable: true,
  },
  E4004: {
    ru: { title: "Банк отклонил запрос ({status})", action: "Повторите позже или проверьте адрес в настройках." },
    en: { title: "The bank refused the request ({status})", action: "Try again later, or check the address in the settings." },
    retryable: true,
  },
  E4005: {
    ru: { title: "Вместо курсов пришла веб-страница", action: "Похоже, сеть просит войти. Откройте браузер, войдите в сеть и повторите." },
    en: { title: "A web page came instead of rates", action: "The network seems to ask for a sign-in. Open a browser, sign in and try again." },
    retryable: true,
  },
  E4006: {
    ru: { title: "Ответ банка не удалось прочитать", action: "Повторите позже. Если это повторяется, проверьте адрес в настройках." },
    en: { title: "The answer of the bank could not be read", action: "Try again later. If it happens again, check the address in the settings." },
    retryable: true,
  },
  E4007: {
    ru: { title: "Ответ банка оборвался", action: "Повторите. Пока действуют последние полученные курсы." },
    en: { title: "The answer of the bank was cut off", action: "Try again. The last known rates hold until then." },
    retryable: true,
  },
  E4008: {
    ru: { title: "Банк не публикует этих курсов", action: "Выберите другую валюту или другой период либо задайте курс организации." },
    en: { title: "The bank does not publish these rates", action: "Choose another currency or period, or set a rate of the organisation." },
    retryable: false,
  },
  E4009: {
    ru: { title: "Не удалось подготовить соединение", action: "Проверьте настройки прокси и сертификатов системы." },
    en: { title: "The connection could not be set up", action: "Check the proxy and the certificates of the system." },
    retryable: true,
  },
  E5001: {
    ru: { title: "Это предложение уже не черновик", action: "Верните его в черновик, чтобы править." },
    en: { title: "This quote is no longer a draft", action: "Take it back to draft to change it." },
    retryable: false,
  },
  E5002: {
    ru: { title: "Сейчас это действие недоступно", action: "Проверьте статус предложения." },
    en: { title: "This cannot be done now", action: "Check the status of the quote." },
    retryable: false,
  },
  E5003: {
    ru: { title: "Нельзя отменить: данные с тех пор изменились", action: "Внесите правку вручную." },
    en: { title: "It cannot be undone: the data has changed since", action: "Make the change by hand." },
    retryable: false,
  },
  E5004: {
    ru: { title: "Этот шаг уже отменён или не последний", action: "Ничего не изменено. Сначала отменяют более поздние шаги." },
    en: { title: "This step is undone already or not the last", action: "Nothing was changed. Later steps are undone first." },
    retryable: false,
  },
  E5005: {
    ru: { title: "Сумма слишком велика для расчёта", action: "Проверьте количество и цену в строке {line}." },
    en: { title: "The amount is too large to calculate", action: "Check quantity and price in line {line}." },
    retryable: false,
  },
  E5006: {
    ru: { title: "В предложении нет строк", action: "Добавьте хотя бы одну строку." },
    en: { title: "The quote has no lines", action: "Add at least one line." },
    retryable: false,
  },
  E5007: {
    ru: { title: "Не выбран заказчик", action: "Выберите заказчика в шапке предложения." },
    en: { title: "No customer is chosen", action: "Choose the customer in the header of the quote." },
    retryable: false,
  },
  E5008: {
    ru: { title: "Скидка больше суммы предложения", action: "Уменьшите скидку до {limit:money}." },
    en: { title: "The discount is larger than the quote", action: "Reduce the discount to {limit:money}." },
    retryable: false,
  },
  E5009: {
    ru: { title: "Запись лежит в корзине", action: "Восстановите её, чтобы править." },
    en: { title: "The record is in the bin", action: "Restore it to change it." },
    retryable: false,
  },
  E5010: {
    ru: { title: "Контакт относится к другому заказчику", action: "Выберите контакт этого заказчика." },
    en: { title: "The contact belongs to another customer", action: "Choose a contact of this customer." },
    retryable: false,
  },
  E5011: {
    ru: { title: "В предложении больше {limit} строк", action: "Разделите его на несколько." },
    en: { title: "The quote has more than {limit} lines", action: "Split it into several." },
    retryable: false,
  },
  E5012: {
    ru: { title: "КП без расчёта себестоимости", action: "Сначала включите условия сделки для этого КП." },
    en: { title: "The quote has no landed-cost terms", action: "Switch the terms of the quote on first." },
    retryable: false,
  },
  E5013: {
    ru: { title: "Нет курса {currency}", action: "Введите курс {currency} к рублю и повторите." },
    en: { title: "There is no rate for {currency}", action: "Enter the rate of {currency} in roubles and try again." },
    retryable: false,
  },
  E5014: {
    ru: { title: "Курсы или предложение тем временем изменились", action: "Посмотрите новые суммы и примените ещё раз." },
    en: { title: "The rates or the quote have changed meanwhile", action: "Look at the new totals and apply again." },
    retryable: false,
  },
  E5021: {
    ru: { title: "Есть строки без цены: {lines}", action: "Введите закупочную цену и курс или задайте цену строки вручную." },
    en: { title: "There are lines without a price: {lines}", action: "Enter the purchase price and the exchange rate, or type the price of the line." },
    retryable: false,
  },
  E5022: {
    ru: { title: "В справочнике нет таможенного сбора для стоимости {value:money} на {date:date}", action: "Добавьте строку в справочник «Таможенный сбор» или введите расход вручную." },
    en: { title: "The table has no customs fee for a value of {value:money} on {date:date}", action: "Add a row to the table of customs fees, or enter the cost by hand." },
    retryable: false,
  },
  E5023: {
    ru: { title: "Срок действия предложения уже прошёл", action: "Укажите дату не раньше сегодняшней." },
    en: { title: "The validity of the quote is over already", action: "Choose a date that is not before today." },
    retryable: false,
  },
  E5040: {
    ru: { title: "Запись ещё нужна другим", action: "Сначала сотрите навсегда то, где она указана: предложения клиента, товары поставщика." },
    en: { title: "The record is still used by others", action: "First delete for ever what names it: the quotes of the customer, the products of the supplier." },
    retryable: false,
  },
};
